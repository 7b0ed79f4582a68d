import { isBase64Of } from './base64.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { openNote } from './note.js';
import { statedIn } from './signed-checkpoint.js';
import type { VerifierKey } from './verifier-key.js';
import { isConsistent } from './verify-proofs.js';

/** The log is not what it was, or not what somebody trusted has signed. The message says what is wrong, and quotes nothing. */
export class LogWrong extends Error {
  override name = 'LogWrong';
}

/** What a server answers. Both reject when it does not. */
export interface WatchedLog {
  checkpoint(): Promise<string>;
  /** The hashes of the proof, base64. */
  consistency(from: number, to: number): Promise<readonly string[]>;
}

export interface Watched {
  /** The note that is to be remembered. */
  note: string;
  now: Checkpoint;
  /** What was remembered; null the first time. */
  before: Checkpoint | null;
}

const HASH_BYTES = 32;
const events = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'event' : 'events'}`;

/**
 * Looks whether the log goes on from the checkpoint that the watcher has kept, without believing the server: what is signed is
 * verified by trusted keys, and what was there before by a proof of consistency (RFC 6962 2.1.2). Rejects with `LogWrong`, and with
 * `NoteInvalid` for a checkpoint that counts for nothing.
 */
export async function watchLog(
  log: WatchedLog,
  trusted: readonly VerifierKey[],
  remembered: string | null,
): Promise<Watched> {
  const note = await log.checkpoint();
  const { text, verified } = openNote(note, trusted);
  const now = parseCheckpoint(text);
  if (!verified.some(({ name }) => name === now.origin))
    throw new LogWrong('No trusted key of this origin has signed the checkpoint.');
  const before = remembered === null ? null : statedIn(remembered);
  if (before) await requireContinued(log, before, now);
  return { note, now, before };
}

async function requireContinued(log: WatchedLog, before: Checkpoint, now: Checkpoint): Promise<void> {
  if (before.origin !== now.origin)
    throw new LogWrong(
      'The log has another origin than the remembered one: somebody has begun it anew, or it is another log.',
    );
  if (now.size < before.size)
    throw new LogWrong(`The log has lost events: ${events(before.size)} were signed, and now ${events(now.size)} are.`);
  const proof = now.size === before.size ? [] : await log.consistency(before.size, now.size);
  const isSound = proof.every((hash) => isBase64Of(hash, HASH_BYTES));
  const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
  if (!isSound || !isConsistent(before, now, hashes))
    throw new LogWrong(`The log was rewritten: the first ${events(before.size)} are not those that were signed.`);
}
