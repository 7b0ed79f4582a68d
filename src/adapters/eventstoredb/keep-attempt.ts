import { ErrorType, NO_STREAM, type EventData, type WrongExpectedVersionError } from '@eventstore/db-client';
import type { ExpectedRevision } from '../../app/event-store.js';
import type { IdempotencyRecord } from '../../app/idempotency/records.js';
import { endedEvents, heldIn, keptEvents, nothingHeld, type Held } from './attempt-events.js';
import type { Client } from './connection.js';
import { isType } from './faults.js';
import { eventsOf } from './read-events.js';
import { TimedOut, within } from './timeout.js';

/** Milliseconds without an answer after which the stream is looked at, as with any append. */
const LOOK_MS = 1000;
/** So often somebody else may have been faster within one try. */
const MAX_LOOKS = 3;
/** Seconds that the server keeps a record beyond its time: its clock is not ours. */
const MARGIN_S = 60 * 60;

export interface Keeping {
  stream: string;
  record: IdempotencyRecord;
  /** As in `expiresAt`. */
  now: string;
}

/**
 * Keeps a record, and resolves to what is kept. It takes the stream for a new one until the server says that it is not;
 * then, and when it says nothing, what counts is what is in it. May be asked again after any error.
 */
export function attemptKeeper({ stream, record, now }: Keeping) {
  const [kept, ended] = [keptEvents(record), endedEvents(record)]; // each try sends the same ids
  let isAged = false;

  /** How long the server shows the stream, said before there is anything in it: what a crash leaves goes as well. */
  async function age(client: Client, milliseconds: number): Promise<void> {
    const maxAge = Math.ceil((Date.parse(record.expiresAt) - Date.parse(now)) / 1000) + MARGIN_S;
    const options = { expectedRevision: NO_STREAM, requiresLeader: true } as const;
    const setting = client.setStreamMetadata(stream, { maxAge }, options);
    await within(milliseconds, setting).catch((error: unknown) => {
      if (!isType(error, ErrorType.WRONG_EXPECTED_VERSION)) throw error; // said already
    });
    isAged = true;
  }
  async function append(client: Client, events: EventData[], expected: ExpectedRevision, milliseconds: number) {
    const expectedRevision = expected === NO_STREAM ? NO_STREAM : BigInt(expected);
    await within(milliseconds, client.appendToStream(stream, events, { expectedRevision, requiresLeader: true }));
  }

  return async (client: Client, leftMs: number): Promise<IdempotencyRecord> => {
    const end = performance.now() + leftMs;
    const left = () => end - performance.now();
    const brief = () => Math.min(LOOK_MS, left());
    let held = nothingHeld;
    for (let looks = 0; ; looks++) {
      const { record: before, revision } = held;
      if (before && (before.seed !== record.seed || before.ending !== null || record.ending === null)) return before;
      try {
        if (!before && !isAged) await age(client, brief());
        await append(client, before ? ended : kept, revision, brief());
        return before ? { ...before, ending: record.ending } : record;
      } catch (error) {
        if (looks === MAX_LOOKS || !saysLook(error)) throw error;
        const seen = heldIn(record.id, await eventsOf(client, stream, { milliseconds: left() }), now);
        held = seen.revision === NO_STREAM ? { ...seen, revision: hiddenAt(error) ?? revision } : seen;
      }
    }
  };
}

/** Somebody may have been there, perhaps this very append. */
const saysLook = (error: unknown) => error instanceof TimedOut || isType(error, ErrorType.WRONG_EXPECTED_VERSION);

/** Where a stream ends that nothing can be read of: all of it is too old, and its revisions go on. */
function hiddenAt(error: unknown): Held['revision'] | undefined {
  if (error instanceof TimedOut) return undefined;
  const { actualVersion } = error as WrongExpectedVersionError;
  return typeof actualVersion === 'bigint' ? Number(actualVersion) : NO_STREAM;
}
