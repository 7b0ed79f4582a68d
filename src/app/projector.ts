import { setTimeout as delay } from 'node:timers/promises';
import { decode } from './decode.js';
import { ForeignPosition, StoreUnavailable, type EventStore, type Position } from './event-store.js';
import type { Views } from './views.js';

/** Milliseconds before the log is asked again after it could not be read. */
const BACK_OFF_MS = 500;

export interface Projecting {
  store: EventStore;
  views: Views;
  /** Told once when projecting has stopped for good: an unknown event, or rows that cannot be written. */
  onFailure: (error: unknown) => void;
}

export type Projector = ReturnType<typeof startProjector>;

/** Follows the log and keeps the views up with it, until it is stopped. */
export function startProjector({ store, views, onFailure }: Projecting) {
  const stopping = new AbortController();
  const waiting = new Set<() => void>();
  let position = views.checkpoint();
  let caughtUp = false;
  let failure: unknown;

  const wake = () => waiting.forEach((look) => look());

  async function follow(): Promise<void> {
    for await (const delivery of store.subscribeToAll(position, stopping.signal)) {
      if (delivery.events.length > 0) {
        views.apply(delivery.events.map(decode));
        position = delivery.events.at(-1)?.position;
      }
      caughtUp ||= delivery.caughtUp;
      wake();
    }
  }

  async function keepFollowing(): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (error instanceof ForeignPosition) restart();
        else if (!(error instanceof StoreUnavailable)) throw error;
        await delay(BACK_OFF_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  }

  /** The rows were made from another log: they say nothing about this one. */
  function restart(): void {
    views.reset();
    position = undefined;
    caughtUp = false;
  }

  const running = keepFollowing().catch((error: unknown) => {
    failure = error;
    onFailure(error);
    wake();
  });

  const hasPassed = (wanted: Position) => position !== undefined && position >= wanted;

  /** Resolves to whether `arrived` came true before the bound; at once when projecting has failed. */
  function until(arrived: () => boolean, boundMs: number): Promise<boolean> {
    if (arrived()) return Promise.resolve(true);
    return new Promise((resolve) => {
      const settle = (outcome: boolean) => {
        clearTimeout(timer);
        waiting.delete(look);
        resolve(outcome);
      };
      const look = () => {
        if (arrived()) settle(true);
        else if (failure !== undefined) settle(false);
      };
      const timer = boundMs < Infinity ? setTimeout(() => settle(false), boundMs) : undefined; // of Infinity Node makes 1 ms
      waiting.add(look);
      look();
    });
  }

  return {
    /** Do the views show everything up to here? Waits at most so many milliseconds for it. */
    passed: (wanted: Position, boundMs: number) => until(() => hasPassed(wanted), boundMs),
    /** Have the views seen the end of the log since the start? */
    caughtUp: (boundMs: number) => until(() => caughtUp, boundMs),
    /** Calls back after every advance, until the returned function is called. */
    onAdvance(listener: () => void): () => void {
      waiting.add(listener);
      return () => void waiting.delete(listener);
    },
    state: () => ({ position, caughtUp, failure }),
    async stop(): Promise<void> {
      stopping.abort();
      await running;
    },
  };
}
