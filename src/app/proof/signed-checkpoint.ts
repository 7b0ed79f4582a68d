import type { CheckpointEvent } from './checkpoint-events.js';
import { parseCheckpoint, type Checkpoint } from './checkpoint.js';
import { NoteInvalid, parseNote, signatureLine, signNote, type Signer } from './note.js';

/** What a signed checkpoint states, whoever has signed it. Throws `NoteInvalid`, also where an event of the log has none. */
export function statedIn(note: string | undefined): Checkpoint {
  if (typeof note !== 'string') throw new NoteInvalid('There is no checkpoint where one should be.');
  return parseCheckpoint(parseNote(note).text);
}

/** The origin of the log since this event. */
export const originIn = (event: CheckpointEvent): string =>
  event.type === 'OriginBegun' ? event.data.origin : statedIn(event.data.checkpoint).origin;

/** Is the one of a larger tree than the other? Throws `NoteInvalid`. */
export const isOfLarger = (one: string, other: string): boolean => statedIn(one).size > statedIn(other).size;

/**
 * The text signed by everybody here. Where the earlier note is of this text its signatures stay, of another node's key or of a
 * witness, and only those that are missing are added: it is the earlier note itself when none is.
 */
export function signedAlso(text: string, earlier: string | null, signers: readonly Signer[]): string {
  if (earlier === null || parseNote(earlier).text !== text) return signNote(text, signers);
  const there = parseNote(earlier).signatures;
  const missing = signers.filter(({ name, id }) => !there.some((line) => line.name === name && line.id === id));
  return earlier + missing.map(({ name, id, sign }) => signatureLine({ name, id, signature: sign(text) })).join('');
}
