import { ErrorType, NO_STREAM, type EventData, type WrongExpectedVersionError } from '@eventstore/db-client';
import type { Client } from '../client/connection.js';
import { isType } from '../client/faults.js';
import { within } from '../client/timeout.js';
import { eventsOf } from '../reading/read-events.js';
import { PROBE_AFTER_MS } from '../writing/append-once.js';

interface Writing {
  stream: string;
  /** The revision of its last event; undefined: it has none. */
  expected: number | undefined;
  event: EventData;
}

/**
 * One try, to be repeated with the same event until it resolves: an append with its id at its revision takes effect once. Rejects with
 * what leaves the outcome open.
 */
export async function writeDocument(
  client: Client,
  { stream, expected, event }: Writing,
  milliseconds: number,
): Promise<number | 'CONFLICT'> {
  const end = performance.now() + milliseconds;
  const brief = () => Math.min(PROBE_AFTER_MS, end - performance.now());
  const expectedRevision = expected === undefined ? NO_STREAM : BigInt(expected);
  const next = (expected ?? -1) + 1;
  try {
    await within(brief(), client.appendToStream(stream, [event], { expectedRevision, requiresLeader: true }));
    return next;
  } catch (error) {
    if (!isType(error, ErrorType.WRONG_EXPECTED_VERSION)) throw error;
    const [found] = await eventsOf(client, stream, { from: BigInt(next), count: 1, milliseconds: brief() });
    if (found?.id === event.id) return next; // a conflict with ourselves is none
    if (found || endReportedBy(error) < next - 1) return 'CONFLICT';
    throw error; // what is in its place cannot be read yet
  }
}

function endReportedBy(error: unknown): number {
  const { actualVersion } = error as Partial<WrongExpectedVersionError>;
  return typeof actualVersion === 'bigint' ? Number(actualVersion) : -1;
}
