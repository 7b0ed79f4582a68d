import { setTimeout as delay } from 'node:timers/promises';
import { ErrorType, NO_STREAM, type EventData, type WrongExpectedVersionError } from '@eventstore/db-client';
import type { ExpectedRevision } from '../../../app/log/event-store.js';
import type { IdempotencyRecord } from '../../../app/commands/idempotency/records.js';
import { setMetadataOnce } from '../writing/set-metadata-once.js';
import { PROBE_AFTER_MS } from '../writing/append-once.js';
import {
  endingEvents,
  storedAttemptIn,
  newRecordEvents,
  noAttempt,
  probeEvents,
  type StoredAttempt,
} from './attempt-events.js';
import type { Client } from '../client/connection.js';
import { isType } from '../client/faults.js';
import { eventsOf } from '../reading/read-events.js';
import { TimedOut, within } from '../client/timeout.js';

/** Tries within one call, if other writers win each race. */
const MAX_TRIES = 6;
/** Reads of a stream that shows fewer events than the server reports; the pause between them grows by `LAG_MS`. */
const MAX_RECHECKS = 4;
const LAG_MS = 5;
/** Seconds that the server keeps a record beyond its time: its clock is not ours. */
const MARGIN_S = 60 * 60;

export interface SaveRequest {
  stream: string;
  record: IdempotencyRecord;
  /** As in `expiresAt`. */
  now: string;
}

/**
 * Saves a record, and resolves to the record that the stream then has. It first assumes a new stream; after a conflict or a
 * timeout it reads the stream, whose content counts. If fewer events are readable than the server reports, the rest has
 * expired or is not visible yet. Appending an empty event tells which: once it is readable, so is everything before it.
 * May be called again after any error.
 */
export function attemptSaver({ stream, record, now }: SaveRequest) {
  const [created, ended, probe] = [newRecordEvents(record), endingEvents(record), probeEvents()]; // each try sends the same ids
  let isAged = false;

  async function age(client: Client, milliseconds: number): Promise<void> {
    const maxAgeS = Math.ceil((Date.parse(record.expiresAt) - Date.parse(now)) / 1000) + MARGIN_S;
    await setMetadataOnce(client, { stream, metadata: { maxAge: maxAgeS }, milliseconds });
    isAged = true;
  }
  async function append(client: Client, events: EventData[], expected: ExpectedRevision, milliseconds: number) {
    const expectedRevision = expected === NO_STREAM ? NO_STREAM : BigInt(expected);
    await within(milliseconds, client.appendToStream(stream, events, { expectedRevision, requiresLeader: true }));
  }

  const read = async (client: Client, milliseconds: number) =>
    storedAttemptIn(record.id, await eventsOf(client, stream, { milliseconds }), now);

  /** Rereads a few times: the server reports an append before reads return it. */
  async function rereadUntil(client: Client, end: number, left: () => number): Promise<StoredAttempt> {
    let stored = await read(client, left());
    for (let rechecks = 1; endOf(stored) < end && rechecks < MAX_RECHECKS; rechecks++) {
      await delay(LAG_MS * rechecks);
      stored = await read(client, left());
    }
    return stored;
  }

  return async (client: Client, leftMs: number): Promise<IdempotencyRecord> => {
    const deadline = performance.now() + leftMs;
    const left = () => deadline - performance.now();
    const brief = () => Math.min(PROBE_AFTER_MS, left());
    let [stored, end] = [noAttempt, -1]; // the revision that the stream has reached, seen or only said
    for (let tries = 1; ; tries++) {
      const { record: before, revision } = stored;
      if (before && (before.seed !== record.seed || before.ending !== null || record.ending === null)) return before;
      try {
        if (endOf(stored) < end) {
          await append(client, probe, end++, brief());
          stored = await read(client, left());
          continue;
        }
        if (!before && !isAged) await age(client, brief());
        await append(client, before ? ended : created, revision, brief());
        return before ? { ...before, ending: record.ending } : record;
      } catch (error) {
        if (tries === MAX_TRIES || !mustReread(error)) throw error;
        end = Math.max(end, endReportedBy(error));
        stored = await rereadUntil(client, end, left);
      }
    }
  };
}

const endOf = ({ revision }: StoredAttempt) => (revision === NO_STREAM ? -1 : revision);

/** Another append, or this one, may have reached the stream. */
const mustReread = (error: unknown) => error instanceof TimedOut || isType(error, ErrorType.WRONG_EXPECTED_VERSION);

function endReportedBy(error: unknown): number {
  const { actualVersion } = error as Partial<WrongExpectedVersionError>;
  return typeof actualVersion === 'bigint' ? Number(actualVersion) : -1;
}
