import { jsonEvent, type EventData, type RecordedEvent } from '@eventstore/db-client';
import { NO_STREAM, type ExpectedRevision } from '../../../app/log/event-store.js';
import type { IdempotencyRecord } from '../../../app/commands/idempotency/records.js';

type Minted = Pick<IdempotencyRecord, 'minted'>;
type Saved = Pick<IdempotencyRecord, 'argumentsMac' | 'seed' | 'ending' | 'expiresAt'>;
type Ended = Pick<IdempotencyRecord, 'ending'>;
type Probe = Record<string, never>;

const event = (type: string, data: Minted | Saved | Ended | Probe): EventData =>
  jsonEvent({ type, data, metadata: {} });

/** A record as events. What was minted comes first: a scavenge leaves the last event of a stream on the disk for ever. */
export const newRecordEvents = ({ minted, argumentsMac, seed, ending, expiresAt }: IdempotencyRecord): EventData[] => [
  event('AttemptMinted', { minted }),
  event('AttemptKept', { argumentsMac, seed, ending, expiresAt }),
];
export const endingEvents = ({ ending }: IdempotencyRecord): EventData[] => [event('AttemptEnded', { ending })];
/** An empty event: once it is readable, so is every earlier event that has not expired. */
export const probeEvents = (): EventData[] => [event('AttemptSought', {})];

/** The stream of a record as it can be read. */
export interface StoredAttempt {
  /** Of the last event. */
  revision: ExpectedRevision;
  record: IdempotencyRecord | undefined;
}
export const noAttempt: StoredAttempt = { revision: NO_STREAM, record: undefined };

/** The last record counts, with its first ending: another was begun only when the one before had expired. */
export function storedAttemptIn(id: string, events: readonly RecordedEvent[], now: string): StoredAttempt {
  let [minted, record]: [string | null, IdempotencyRecord | undefined] = [null, undefined];
  for (const { type, data } of events) {
    if (type === 'AttemptMinted') ({ minted } = data as unknown as Minted);
    if (type === 'AttemptKept') record = { id, minted, ...(data as unknown as Saved) };
    if (type === 'AttemptEnded' && record) record.ending ??= (data as unknown as Ended).ending;
  }
  const last = events.at(-1);
  return {
    revision: last ? Number(last.revision) : NO_STREAM,
    record: record && record.expiresAt > now ? record : undefined,
  };
}
