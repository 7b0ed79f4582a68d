import { randomUUID } from 'node:crypto';
import { Refusal } from '../../../domain/refusal/refusal.js';
import type { Unchanged } from './attempt.js';
import { refusalOf, type Ending } from './outcome-record.js';
import type { Keys } from './keys.js';
import type { IdempotencyRecord, IdempotencyRecords } from './records.js';

/** How long the record of a command lives. */
const LIFETIME_MS = 24 * 60 * 60 * 1000;

export interface LoadedAttempt {
  /** A UUID; equal in every try. */
  idOf(name: string): string;
  isRetry: boolean;
  /** Milliseconds since the record was kept, by the clocks of two servers. */
  ageMs: number;
  /** What an earlier try minted, as text. */
  minted: string | null;
  /** An earlier try found nothing to do. */
  unchanged: Unchanged | undefined;
  /** Seals and saves what this try minted. Durable when it resolves, like `saveEnding`; both reject with `Overtaken`. */
  saveMinted(text: string | null): Promise<void>;
  /** Seals and saves how this try ended. */
  saveEnding(ending: Ending): Promise<void>;
}

/** Another server began this command at the same time and its record counts: try again. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

/** Loads the record of a command. Throws the refusals of an earlier try, and `IDEMPOTENCY_KEY_REUSED`. */
export async function loadAttempt(
  records: IdempotencyRecords,
  candidates: readonly [Keys, ...Keys[]],
  { argumentsText, now }: { argumentsText: string; now: () => Date },
): Promise<LoadedAttempt> {
  const at = now().toISOString();
  const known = await records.find(
    candidates.map(({ recordId }) => recordId),
    at,
  );
  const keys = candidates.find(({ recordId }) => recordId === known?.id) ?? candidates[0];
  const seed = known?.seed ?? randomUUID();
  const argumentsMac = keys.mac(`${seed} ${argumentsText}`); // with the seed: a damaged one is noticed
  if (known && known.argumentsMac !== argumentsMac) throw new Refusal('IDEMPOTENCY_KEY_REUSED', ['idempotencyKey']);
  const ending = known?.ending ? (JSON.parse(keys.open(known.ending)) as Ending) : undefined;
  if (ending && 'refused' in ending) throw refusalOf(ending.refused);

  const fresh = { id: keys.recordId, argumentsMac, seed, minted: null, ending: null };
  async function save(more: Partial<IdempotencyRecord>): Promise<void> {
    const expiresAt = new Date(now().getTime() + LIFETIME_MS).toISOString();
    const kept = await records.save({ expiresAt, ...(known ?? fresh), ...more }, at);
    if (kept.seed !== seed) throw new Overtaken();
  }
  return {
    idOf: (name) => keys.idOf(seed, name),
    isRetry: known !== undefined,
    ageMs: known ? Date.parse(at) - (Date.parse(known.expiresAt) - LIFETIME_MS) : 0,
    minted: known?.minted ? keys.open(known.minted) : null,
    unchanged: ending?.unchanged,
    saveMinted: (text) => save({ minted: text === null ? null : keys.seal(text) }),
    saveEnding: (how) => save({ ending: keys.seal(JSON.stringify(how)) }),
  };
}
