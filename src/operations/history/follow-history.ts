import { keyHistory } from '../../../projections/key-history/index.js';
import { historyAfter } from '../../../projections/key-history/list.js';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import { NotSignedIn } from '../../app/access/actor.js';
import type { Position } from '../../app/log/event-store.js';
import type { Projector } from '../../app/views/projector.js';
import type { Asking } from '../asking.js';

const PAGE_EVENTS = 100;

/** How far one of these views is at least; undefined while one of them has no event yet. */
export function shownIn(projector: Pick<Projector, 'state'>, views: readonly string[]): Position | undefined {
  const positions = views.map((view) => projector.state(view).position);
  return positions.includes(undefined) ? undefined : positions.sort()[0];
}

export interface Following {
  /** The position of the last event that the caller has. */
  start: Position;
  /** An event is told once it shows in the history and in these views: whoever then asks them sees what it did. */
  seenIn?: readonly string[];
}

/**
 * Events of the keys within reach in log order, none left out and none twice: from the history as far as it goes, then whenever it grows,
 * for as long as the token counts: then it throws `NotSignedIn`. `return` ends it at once, also while it waits (a bare generator would go on waiting).
 */
export function followHistory(asking: Asking, following: Following): AsyncIterableIterator<HistoryEntry> {
  const ending = new AbortController();
  const events = follow(asking, following, ending.signal);
  const iterator: AsyncIterableIterator<HistoryEntry> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => events.next(),
    return: () => {
      ending.abort();
      return events.return(undefined);
    },
  };
  return iterator;
}

async function* follow(
  { views, projector, caller, now }: Asking,
  { start, seenIn = [] }: Following,
  ended: AbortSignal,
): AsyncGenerator<HistoryEntry> {
  const { reach, expiresAt } = caller;
  let position = start;
  while (!ended.aborted) {
    if (now() >= expiresAt) throw new NotSignedIn('the token has expired while events were followed');
    const shown = shownIn(projector, [keyHistory.name, ...seenIn]) ?? position;
    const page = historyAfter(views, reach, position, PAGE_EVENTS);
    const events = page.filter((event) => event.position <= shown);
    for (const event of events) {
      position = event.position;
      yield event;
    }
    if (page.length < PAGE_EVENTS && position < shown) position = shown; // skips events beyond the caller's reach
    if (events.length === 0) await growth(projector, ended, expiresAt.getTime() - now().getTime());
  }
}

/** The longest delay that a timer of Node accepts. */
const MAX_DELAY_MS = 2 ** 31 - 1;

/** Resolves when a view advances, when `ended` is aborted, or after `boundMs`. */
function growth(projector: Projector, ended: AbortSignal, boundMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      clearTimeout(timer);
      ended.removeEventListener('abort', done);
      resolve();
    };
    const stop = projector.onAdvance(done);
    const timer = setTimeout(done, Math.min(boundMs, MAX_DELAY_MS));
    ended.addEventListener('abort', done);
  });
}
