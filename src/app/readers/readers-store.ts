import type { ActorKind } from '../../domain/key/recorded.js';

/** Somebody has read the history of a key that is not their own: one record for each reader, key and hour. */
export interface HistoryRead {
  /** Whose key it is. */
  account: string;
  /** Null: the history of every key of the account. */
  integratorKeyId: string | null;
  readerId: string;
  readerKind: ActorKind;
  /** The beginning of the hour: ISO 8601 UTC with milliseconds. */
  hour: string;
}

/**
 * Where it is kept who has read: beside the log and never in it, for ever. Rejects with `StoreUnavailable` when it cannot be done
 * now, and ends nothing.
 */
export interface ReadersStore {
  /** On the disk when it resolves. What is written again is there once. */
  writeReads(reads: readonly HistoryRead[]): Promise<void>;
  /** All that is known of an account, each once, in no order. */
  readsOf(account: string): Promise<HistoryRead[]>;
}

/** Tells two records apart: who, which key, when. */
export const readKeyOf = ({ account, integratorKeyId, readerId, readerKind, hour }: HistoryRead): string =>
  JSON.stringify([account, integratorKeyId, readerId, readerKind, hour]);
