import { randomUUID } from 'node:crypto';
import { Refusal } from '../../domain/refusal.js';
import type { Unchanged } from './attempt.js';
import { refusalOf, type Ending } from './ending.js';
import type { Keys } from './keys.js';
import type { IdempotencyRecord, IdempotencyRecords } from './records.js';

/** Milliseconds for which a command is remembered. */
export const LIFETIME = 24 * 60 * 60 * 1000;

export interface Recalled {
  /** Those that the record was made with. */
  keys: Keys;
  /** As an earlier try has kept it, or as this one will. */
  record: IdempotencyRecord;
  isRetry: boolean;
  /** What an earlier try minted, unsealed. */
  minted: string | null;
  unchanged: Unchanged | undefined;
  /** Durable when it resolves. Rejects with `Overtaken`. */
  keep(more: Partial<Pick<IdempotencyRecord, 'minted' | 'ending'>>): Promise<void>;
}

/** Another server began the same command at the same time, and what it keeps counts: to be tried again. */
export class Overtaken extends Error {
  override name = 'Overtaken';
}

/** What is remembered of a command. Throws what an earlier try was refused with, and `IDEMPOTENCY_KEY_REUSED`. */
export async function recall(
  records: IdempotencyRecords,
  candidates: readonly [Keys, ...Keys[]],
  { argumentsText, now }: { argumentsText: string; now: Date },
): Promise<Recalled> {
  const at = now.toISOString();
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

  const expiresAt = new Date(now.getTime() + LIFETIME).toISOString();
  const fresh = { id: keys.recordId, argumentsMac, seed, minted: null, ending: null, expiresAt };
  const record = known ?? fresh;
  return {
    keys,
    record,
    isRetry: known !== undefined,
    minted: known?.minted ? keys.open(known.minted) : null,
    unchanged: ending?.unchanged,
    async keep(more) {
      const kept = await records.keep({ ...record, ...more }, at);
      if (kept.seed !== seed) throw new Overtaken();
    },
  };
}
