import { setTimeout as delay } from 'node:timers/promises';
import type { EventStore } from '../log/event-store.js';
import type { ForeignPosition } from '../log/same-log.js';
import { condition } from './condition.js';
import { followLog, type Follower } from './follow-log.js';
import { progressOf } from './progress.js';
import { ViewsDamaged, ViewsUnavailable, type Views } from './views.js';

/** Delay before the views are emptied, and before each retry of that. */
const REBUILD_PAUSE_MS = 500;

export interface Projecting {
  store: EventStore;
  views: Views;
  /** Called once when views have stopped for good: an unknown event, or rows that can never be written. */
  onFailure: (error: unknown) => void;
  /** Called once whenever the views cannot be written for a while, or are damaged and rebuilt. They catch up by themselves. */
  onOutage: (error: ViewsUnavailable) => void;
  /** Called once when the views are writable again after an outage. */
  onOutageOver: () => void;
}

export type Projector = ReturnType<typeof startProjector>;

/**
 * Keeps the views up with the log until it is stopped. Views that are behind the others when they are opened (new ones, or ones whose
 * version was raised) follow the log separately once the others have caught up; meanwhile queries read those.
 */
export function startProjector({ store, views, onFailure, onOutage, onOutageOver }: Projecting) {
  const stopping = new AbortController();
  const changed = condition();
  let round = new AbortController();
  let rebuildWanted = false;
  let outage: ViewsUnavailable | undefined;
  let failure: unknown;
  let followers = startFollowers();

  function startFollowers(): Follower[] {
    const [first, second] = views.groups();
    const common = {
      store,
      signal: AbortSignal.any([stopping.signal, round.signal]),
      onChange: changed.wake,
      onWritten: endOutage,
      onUnavailable: beginOutage,
      onRebuildWanted: scheduleRebuild,
    };
    const leading = first && followLog({ ...common, views: first });
    const caughtUp = () => changed.until(() => leading?.state().caughtUp === true, hasEnded, Infinity);
    const hasEnded = () => common.signal.aborted || leading?.state().failure !== undefined;
    return [leading, second && followLog({ ...common, views: second, startsAfter: caughtUp() })].filter((one) => !!one);
  }

  /** A reader or a follower may notice damage first; the outage is reported once. */
  function scheduleRebuild(error: ViewsDamaged | ForeignPosition): void {
    if (error instanceof ViewsDamaged) beginOutage(error);
    rebuildWanted = true;
    round.abort();
    changed.wake();
  }

  function beginOutage(error: ViewsUnavailable): void {
    if (!outage) onOutage(error);
    outage = error;
  }

  function endOutage(): void {
    if (outage) onOutageOver();
    outage = undefined;
  }

  async function emptyViews(): Promise<void> {
    while (!stopping.signal.aborted) {
      await delay(REBUILD_PAUSE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
      try {
        views.reset();
        return;
      } catch (error) {
        if (!(error instanceof ViewsUnavailable)) throw error;
        beginOutage(error);
      }
    }
  }

  const report = (error: unknown): void => {
    onFailure(error);
    changed.wake();
  };

  async function run(): Promise<void> {
    for (;;) {
      await Promise.all(followers.map(({ ended }) => ended.catch(report)));
      if (!rebuildWanted || stopping.signal.aborted) return;
      await emptyViews();
      rebuildWanted = false;
      round = new AbortController();
      followers = startFollowers();
    }
  }

  views.onDamage(scheduleRebuild);
  const running = run().catch((error: unknown) => {
    failure = error;
    report(error);
  });

  return {
    ...progressOf({ followers: () => followers, changed, common: () => ({ outage, failure }) }),
    /** Calls back after every advance of any view, until the returned function is called. */
    onAdvance: changed.onWake,
    async stop(): Promise<void> {
      stopping.abort();
      changed.wake(); // a follower may wait for the others to catch up
      await running;
    },
  };
}
