import { keyHistory } from '../../../projections/key-history/index.js';
import { NotSignedIn } from '../../app/access/actor.js';
import type { Position } from '../../app/log/event-store.js';
import type { Projector } from '../../app/views/projector.js';
import type { Asking } from '../asking.js';

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

/** Events in log order, and how far they are all that there are. */
export interface Stretch<Event> {
  events: readonly Event[];
  upTo: Position;
}

/** The first events after a position, as far as the views show. */
export type StretchAfter<Event> = (position: Position, shown: Position) => Stretch<Event> | Promise<Stretch<Event>>;

/**
 * What the views show after the start, stretch by stretch, then whenever they grow, for as long as the token counts: then it throws
 * `NotSignedIn`. `return` ends it at once, also while it waits (a bare generator would go on waiting).
 */
export function followGrowth<Event>(
  asking: Asking,
  following: Following,
  stretchAfter: StretchAfter<Event>,
): AsyncIterableIterator<Event> {
  const ending = new AbortController();
  const events = follow(asking, following, stretchAfter, ending.signal);
  const iterator: AsyncIterableIterator<Event> = {
    [Symbol.asyncIterator]: () => iterator,
    next: () => events.next(),
    return: () => {
      ending.abort();
      return events.return(undefined);
    },
  };
  return iterator;
}

async function* follow<Event>(
  { projector, caller: { expiresAt }, now }: Asking,
  { start, seenIn = [] }: Following,
  stretchAfter: StretchAfter<Event>,
  ended: AbortSignal,
): AsyncGenerator<Event> {
  let position = start;
  while (!ended.aborted) {
    if (now() >= expiresAt) throw new NotSignedIn('the token has expired while events were followed');
    const shown = shownIn(projector, [keyHistory.name, ...seenIn]) ?? position;
    if (shown > position) {
      const { events, upTo } = await stretchAfter(position, shown);
      yield* events;
      position = upTo;
    } else await growth(projector, ended, expiresAt.getTime() - now().getTime()); // in one turn with the look at the views
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
