import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedKeyEvent } from '../domain/key/recorded.js';
import { decode } from './decode.js';
import { ForeignPosition, StoreUnavailable, type EventStore, type Position } from './event-store.js';
import { ViewsUnavailable, type Views } from './views.js';
import { waitingRoom } from './waiting-room.js';

/** Milliseconds before another try, after the log could not be read or the views not be written. */
const BACK_OFF_MS = 500;
/** Events that share a transaction until the end of the log is reached: a key that many of them are of is written once. */
const CATCH_UP_BATCH = 20_000;

export interface Projecting {
  store: EventStore;
  views: Views;
  /** Told once when projecting has stopped for good: an unknown event, or rows that can never be written. */
  onFailure: (error: unknown) => void;
  /** Told once whenever the views cannot be written for a while. They catch up by themselves. */
  onOutage: (error: ViewsUnavailable) => void;
}

export type Projector = ReturnType<typeof startProjector>;

/** Follows the log and keeps the views up with it, until it is stopped. */
export function startProjector({ store, views, onFailure, onOutage }: Projecting) {
  const stopping = new AbortController();
  const room = waitingRoom();
  let position = views.checkpoint();
  let caughtUp = false;
  let foreign = false;
  let outage: ViewsUnavailable | undefined;
  let failure: unknown;

  async function follow(): Promise<void> {
    let batch: RecordedKeyEvent[] = [];
    let writing = Promise.resolve();
    try {
      for await (const delivery of store.subscribeToAll(position, stopping.signal)) {
        batch.push(...delivery.events.map(decode));
        if (!caughtUp && !delivery.caughtUp && batch.length < CATCH_UP_BATCH) continue;
        await writing;
        writing = write(batch, delivery.caughtUp);
        writing.catch(() => undefined); // thrown where it is awaited
        if (delivery.caughtUp) await writing; // else what follows is read meanwhile
        batch = [];
      }
    } finally {
      await writing;
    }
  }

  async function write(batch: readonly RecordedKeyEvent[], toTheEnd: boolean): Promise<void> {
    if (caughtUp) views.apply(batch);
    else await views.catchUp(batch); // nobody is answered yet
    position = batch.at(-1)?.position ?? position;
    outage = undefined;
    caughtUp ||= toTheEnd;
    room.wake();
  }

  async function keepFollowing(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        if (foreign) startAnew();
        await follow();
      } catch (error) {
        if (error instanceof ForeignPosition) [foreign, caughtUp] = [true, false];
        else if (error instanceof ViewsUnavailable) standStill(error);
        else if (!(error instanceof StoreUnavailable)) throw error;
        await delay(BACK_OFF_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** The rows were made from another log: they say nothing about this one. */
  function startAnew(): void {
    views.reset();
    position = undefined;
    foreign = false;
  }

  /** For a while: what they lack meanwhile may be that a secret was revoked. */
  function standStill(error: ViewsUnavailable): void {
    caughtUp = false;
    if (!outage) onOutage(error);
    outage = error;
  }

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
