import { AsOfInvalid, PositionForeign, RevisionNotFound, TimeInFuture } from '../../app/errors/moments.js';
import type { Position } from '../../app/log/event-store.js';
import { ForeignPosition, sameLog } from '../../app/log/same-log.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import type { Services } from '../asking.js';

/** A moment of the past; exactly one of them. */
export interface AsOf {
  time?: Date | null | undefined;
  /** Of the key, from 0. */
  revision?: number | null | undefined;
  /** Of the log; it need not be that of an event of the key. */
  position?: Position | null | undefined;
}

/** The events of a key as they were. */
export interface Past {
  history: readonly RecordedKeyEvent[];
  /** The time of which the dates of credentials are judged: ISO 8601 UTC with milliseconds. */
  at: string;
}

/** The clocks of two machines may differ by as much. */
const SKEW_MS = 5_000;

/** Refuses what lies ahead: throws `TimeInFuture`. */
export function notAhead(time: Date, now: Date): void {
  if (time.getTime() > now.getTime() + SKEW_MS) throw new TimeInFuture();
}

type Clock = Pick<Services, 'head' | 'now'>;

/**
 * The events of a key up to a moment; undefined before its first. Throws `AsOfInvalid`, `RevisionNotFound`,
 * `PositionForeign` or `TimeInFuture`.
 */
export async function historyAsOf(
  services: Pick<Services, 'keyHistory'> & Clock,
  keyId: string,
  asOf: AsOf,
): Promise<Past | undefined> {
  await checkAsOf(services, asOf);
  return pastIn(await services.keyHistory(keyId), asOf);
}

/** Refuses what is no moment of this log: throws `AsOfInvalid`, `PositionForeign` or `TimeInFuture`. */
export async function checkAsOf({ head, now }: Clock, { time, revision, position }: AsOf): Promise<void> {
  if ([time, revision, position].filter((one) => one != null).length !== 1) throw new AsOfInvalid();
  if (time != null) notAhead(time, now());
  if (position != null) checkPosition(await head(), position);
}

/** Those of all events of a key that there were at a moment that has been checked. Throws `RevisionNotFound`. */
export function pastIn(events: readonly RecordedKeyEvent[], { time, revision, position }: AsOf): Past | undefined {
  if (time != null) return upToTime(events, time.toISOString());
  if (revision != null && !events[revision]) throw new RevisionNotFound();
  const isOver = (event: RecordedKeyEvent) =>
    revision == null ? event.position <= (position ?? '') : event.revision <= revision;
  return upTo(events.filter(isOver));
}

function checkPosition(head: Position, position: Position): void {
  try {
    sameLog(head, position);
  } catch (error) {
    throw error instanceof ForeignPosition ? new PositionForeign() : error;
  }
  if (position > head) throw new PositionForeign();
}

/** The longest beginning in which no event is later: the clocks of several servers may disagree. */
function upToTime(events: readonly RecordedKeyEvent[], at: string): Past | undefined {
  const later = events.findIndex(({ metadata }) => metadata.recordedAt > at);
  const history = later < 0 ? events : events.slice(0, later);
  return history.length > 0 ? { history, at } : undefined;
}

function upTo(history: readonly RecordedKeyEvent[]): Past | undefined {
  const at = history.at(-1)?.metadata.recordedAt;
  return at === undefined ? undefined : { history, at };
}
