import { setTimeout as delay } from 'node:timers/promises';
import { ForeignPosition, PositionBeyondLog, StoreUnavailable } from '../log/event-store.js';
import type { EventStore, Position } from '../log/event-store.js';
import { backoff } from '../retries/backoff.js';
import { ViewsDamaged, ViewsUnavailable, type Views } from './views.js';
import { waitingRoom } from './condition.js';
import { writeBatches } from './write-batches.js';

/** Milliseconds before another try, after the log could not be read or the views not be written; for the log longer each time. */
const pauseAfter = backoff(500, 8000);

export interface Projecting {
  store: EventStore;
  views: Views;
  /** Told once when projecting has stopped for good: an unknown event, or rows that can never be written. */
  onFailure: (error: unknown) => void;
  /** Told once whenever the views cannot be written for a while, or are damaged and made anew. They catch up by themselves. */
  onOutage: (error: ViewsUnavailable) => void;
  /** Told once when they are written again after that. */
  onOutageOver: () => void;
}

export type Projector = ReturnType<typeof startProjector>;

/** Follows the log and keeps the views up with it, until it is stopped. */
export function startProjector({ store, views, onFailure, onOutage, onOutageOver }: Projecting) {
  const stopping = new AbortController();
  const room = waitingRoom();
  let position = views.checkpoint();
  let caughtUp = false;
  let anew = false;
  let round = new AbortController();
  let outage: ViewsUnavailable | undefined;
  let failure: unknown;
  let absences = 0;

  const follow = (): Promise<void> =>
    writeBatches(store.subscribeToAll(position, AbortSignal.any([stopping.signal, round.signal])), {
      isLive: () => caughtUp,
      views,
      onWritten,
    });

  function onWritten(upTo: Position | undefined, toTheEnd: boolean): void {
    position = upTo ?? position;
    absences = 0;
    if (outage) onOutageOver();
    outage = undefined;
    caughtUp ||= toTheEnd && !anew;
    room.wake();
  }

  async function keepFollowing(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        if (anew) startAnew();
        await follow();
      } catch (error) {
        if (error instanceof PositionBeyondLog) throw error; // what the views have seen is gone, revocations perhaps
        if (error instanceof ForeignPosition) toBeMadeAnew();
        else if (error instanceof ViewsDamaged) mend(error);
        else if (error instanceof ViewsUnavailable) standStill(error);
        else if (error instanceof StoreUnavailable) absences++;
        else throw error;
        await delay(pauseAfter(absences), undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** The rows were made from another log, or are not what was written: they say nothing about this one. */
  function toBeMadeAnew(): void {
    [anew, caughtUp] = [true, false];
    round.abort();
  }

  /** A reader may be the first to see it, or this: it is told once. */
  function mend(error: ViewsDamaged): void {
    standStill(error);
    toBeMadeAnew();
  }

  function startAnew(): void {
    views.reset();
    position = undefined;
    anew = false;
    round = new AbortController();
  }

  /** For a while: what they lack meanwhile may be that a secret was revoked. */
  function standStill(error: ViewsUnavailable): void {
    caughtUp = false;
    if (!outage) onOutage(error);
    outage = error;
  }

  views.onDamage(mend);
  const running = keepFollowing().catch((error: unknown) => {
    failure = error;
    caughtUp = false;
    onFailure(error);
    room.wake();
  });

  const hasFailed = () => failure !== undefined;
  const hasPassed = (wanted: Position) => position !== undefined && position >= wanted;

  return {
    /** Do the views show everything up to here? Waits at most so many milliseconds for it. */
    passed: (wanted: Position, boundMs: number) => room.until(() => hasPassed(wanted), hasFailed, boundMs),
    /** Have the views seen the end of the log since the start, and do they go on following? Waits likewise. */
    caughtUp: (boundMs: number) => room.until(() => caughtUp, hasFailed, boundMs),
    /** Calls back after every advance, until the returned function is called. */
    onAdvance: room.onWake,
    state: () => ({ position, caughtUp, outage, failure }),
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
