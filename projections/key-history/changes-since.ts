import { isReviewedType } from '../../src/domain/go-live/go-live.js';
import type { Earlier } from '../../src/domain/audit/told.js';
import type { HistoryEntry } from './fold.js';
import type { KeyHistory } from './list.js';

/** The longest list: whoever must see more reads the history. */
const MOST = 100;

/** Events in the history of a key after a revision that change something that is reviewed, each with what was before it. */
export function changesSince(history: KeyHistory, revision: number): (HistoryEntry & { earlier: Earlier })[] {
  const found: HistoryEntry[] = [];
  for (let from = revision; found.length < MOST;) {
    const { rows, more } = history.read({ from: [from], descending: false, limit: MOST });
    found.push(...rows.map(({ value }) => value).filter(isReviewed));
    from = rows.at(-1)?.value.revision ?? from;
    if (!more) break;
  }
  return found.slice(0, MOST).map((entry) => ({ ...entry, earlier: history.earlier(entry) }));
}

const isReviewed = ({ type, details }: HistoryEntry) =>
  isReviewedType(type, details.find(({ name }) => name === 'environment')?.value ?? null);
