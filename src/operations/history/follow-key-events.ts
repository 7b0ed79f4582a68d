import { keyHistory } from '../../../projections/key-history/index.js';
import { historyAfter } from '../../../projections/key-history/list.js';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import { NotSignedIn } from '../../app/access/actor.js';
import { BadArgument } from '../../app/errors/bad-argument.js';
import { type Position } from '../../app/log/event-store.js';
import { sameLog } from '../../app/log/same-log.js';
import type { Projector } from '../../app/views/projector.js';
import type { Asking } from '../asking.js';

const PAGE_EVENTS = 100;
/** Every position is greater. */
const BEFORE_ALL: Position = '';

export interface WhereToBegin {
  /** The position of the last event that the caller has. */
  after?: Position | null | undefined;
  /** Where to begin without a position. */
  from: 'NOW' | 'BEGINNING';
}

/**
 * Events in log order, none left out and none twice: from the history as far as it goes, then whenever it grows, for as
 * long as the token counts: then it throws `NotSignedIn`. `return` ends it at once, also while it waits (a bare generator would go on waiting).
 */
export async function followKeyEvents(
  asking: Asking,
  { after, from }: WhereToBegin,
): Promise<AsyncIterableIterator<HistoryEntry>> {
  if (from === 'BEGINNING' && after != null) throw new BadArgument('Give `after`, or `from: BEGINNING`, and not both.');
  await asking.reads.ready(keyHistory.name, null);
  const known = await asking.origin();
  const now = asking.projector.state(keyHistory.name).position ?? known;
  const start = from === 'BEGINNING' ? BEFORE_ALL : after == null ? now : sameLog(known, after);
  const ending = new AbortController();
  const events = follow(asking, start, ending.signal);
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
  position: Position,
  ended: AbortSignal,
): AsyncGenerator<HistoryEntry> {
  const { reach, expiresAt } = caller;
  while (!ended.aborted) {
    if (now() >= expiresAt) throw new NotSignedIn('the token has expired while events were followed');
    const shown = projector.state(keyHistory.name).position ?? position;
    const events = historyAfter(views, reach, position, PAGE_EVENTS);
    for (const event of events) {
      position = event.position;
      yield event;
    }
    if (events.length < PAGE_EVENTS && position < shown) position = shown; // skips events beyond the caller's reach
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
