import { setTimeout as delay } from 'node:timers/promises';
import { StoreUnavailable } from '../log/event-store.js';
import { ForeignPosition, PositionBeyondLog } from '../log/same-log.js';
import type { EventStore } from '../log/event-store.js';
import { backoff } from '../retries/backoff.js';
import { ViewsDamaged, ViewsUnavailable, type ViewGroup } from './views.js';
import { writeBatches } from './write-batches.js';

/** Delay in ms before a retry after a failed read of the log or a failed write of the views; it grows only while the log is unavailable. */
const pauseAfter = backoff(500, 8000);

export interface Following {
  store: EventStore;
  views: ViewGroup;
  /** The follower reads its first event after this has resolved. */
  startsAfter?: Promise<unknown>;
  /** Aborted when the server stops, or when all views are to be rebuilt. */
  signal: AbortSignal;
  /** Called after each transaction and each change of `caughtUp`. */
  onChange: () => void;
  onWritten: () => void;
  /** The views cannot be written at the moment. */
  onUnavailable: (error: ViewsUnavailable) => void;
  /** The rows come from another log or are damaged: they say nothing about this log. */
  onRebuildWanted: (error: ViewsDamaged | ForeignPosition) => void;
}

export type Follower = ReturnType<typeof followLog>;

/** Keeps a group of views up with the log until `signal` is aborted. `ended` rejects with the error that stops it for good. */
export function followLog(following: Following) {
  const { store, views, startsAfter, signal, onChange, onWritten, onUnavailable, onRebuildWanted } = following;
  let position = views.passed();
  let caughtUp = false;
  let failure: unknown;
  let absences = 0;

  const follow = (): Promise<void> =>
    writeBatches(store.subscribeToAll(position, signal, views.lastEvent()), {
      isLive: () => caughtUp,
      views,
      onWritten(upTo, toTheEnd) {
        position = upTo ?? position;
        absences = 0;
        onWritten();
        caughtUp ||= toTheEnd && !signal.aborted;
        onChange();
      },
    });

  async function keepFollowing(): Promise<void> {
    await startsAfter;
    while (!signal.aborted) {
      try {
        await follow();
      } catch (error) {
        if (error instanceof PositionBeyondLog) throw error; // the log has lost events that the views have seen, perhaps revocations
        if (error instanceof ForeignPosition || error instanceof ViewsDamaged) onRebuildWanted(error);
        else if (error instanceof ViewsUnavailable) pauseReading(error);
        else if (error instanceof StoreUnavailable) absences++;
        else throw error;
        await delay(pauseAfter(absences), undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Not caught up while writing fails: a missing event may be a revocation. */
  function pauseReading(error: ViewsUnavailable): void {
    caughtUp = false;
    onUnavailable(error);
  }

  signal.addEventListener('abort', () => void (caughtUp = false));
  const ended = keepFollowing().catch((error: unknown) => {
    failure = error;
    caughtUp = false;
    throw error;
  });
  return { names: views.names, state: () => ({ position, caughtUp, failure }), ended };
}
