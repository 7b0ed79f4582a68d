import { historyAfter } from '../../../projections/key-history/list.js';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import type { Asking } from '../asking.js';
import { followGrowth, type Following } from './follow-growth.js';

const PAGE_EVENTS = 100;

/**
 * Events of the keys within reach in log order, none left out and none twice: from the history as far as it goes, then whenever it grows,
 * for as long as the token counts: then it throws `NotSignedIn`. `return` ends it at once, also while it waits.
 */
export const followHistory = (asking: Asking, following: Following): AsyncIterableIterator<HistoryEntry> =>
  followGrowth(asking, following, (position, shown) => {
    const page = historyAfter(asking.views, asking.caller.reach, position, PAGE_EVENTS);
    const events = page.filter((event) => event.position <= shown);
    const isWhole = events.length < PAGE_EVENTS; // then it skips events beyond the caller's reach
    return { events, upTo: isWhole ? shown : (events.at(-1)?.position ?? shown) };
  });
