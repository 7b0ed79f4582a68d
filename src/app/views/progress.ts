import type { Position } from '../log/event-store.js';
import type { condition } from './condition.js';
import type { Follower } from './follow-log.js';
import type { ViewsUnavailable } from './views.js';

export interface ProgressSources {
  /** The current followers: a rebuild replaces them. */
  followers: () => readonly Follower[];
  /** Wakes whenever one of them has changed. */
  changed: ReturnType<typeof condition>;
  /** Outage and failure that all views share. */
  common: () => { outage: ViewsUnavailable | undefined; failure: unknown };
}

/**
 * How far each view has come. `view` is the name of a projection; without it, the views that were furthest ahead when they
 * were opened.
 */
export function progressOf({ followers, changed, common }: ProgressSources) {
  function followerOf(view?: string): Follower {
    const found = followers().find(({ names }) => view === undefined || names.includes(view));
    if (!found) throw new Error(`There is no view ${view}.`);
    return found;
  }
  const state = (view?: string) => {
    const { outage, failure } = common();
    const own = followerOf(view).state();
    return { ...own, outage, failure: failure ?? own.failure };
  };
  const hasFailed = (view?: string) => () => state(view).failure !== undefined;
  const hasPassed = (wanted: Position, view?: string) => {
    const { position } = followerOf(view).state();
    return position !== undefined && position >= wanted;
  };
  return {
    state,
    /** Does the view answer at once: has it caught up, and does it show everything up to `wanted`, if that is given? */
    shows(view: string, wanted: Position | undefined): boolean {
      return followerOf(view).state().caughtUp && (wanted === undefined || hasPassed(wanted, view));
    },
    /** Does the view show everything up to this position? Waits for it, `boundMs` at most. */
    passed: (wanted: Position, boundMs: number, view?: string) =>
      changed.until(() => hasPassed(wanted, view), hasFailed(view), boundMs),
    /** Has the view seen the end of the log since the start, and does it go on following? Waits for it, `boundMs` at most. */
    caughtUp: (boundMs: number, view?: string) =>
      changed.until(() => followerOf(view).state().caughtUp, hasFailed(view), boundMs),
    /** Names of the views that have not caught up, while others may have. */
    behind: () =>
      followers()
        .filter((follower) => !follower.state().caughtUp)
        .flatMap(({ names }) => names),
  };
}
