import type { Delivery, StoredEvent } from '../../app/event-store.js';
import type { Commits } from './commits.js';

export interface Page extends Delivery {
  /** Sequence of the last event, or the one asked for when there is none. */
  last: number;
}
/** The events after a sequence, some at a time. Rejects with `ForeignPosition` beyond the end, `StoreUnavailable` when closed. */
export type PageAfter = (sequence: number) => Promise<Page>;

/** From page to page to the end of the log. A store closed meanwhile is an error: a log cut short must not look whole. */
export async function* readToEnd(pageAfter: PageAfter, start: () => number): AsyncGenerator<StoredEvent[], void> {
  let last = start();
  for (;;) {
    const page = await pageAfter(last);
    if (page.events.length > 0) yield page.events;
    if (page.caughtUp) return;
    last = page.last;
  }
}

/** The same, and then at each commit, until the signal aborts or the store closes. Reads only when asked for more. */
export async function* follow(
  { pageAfter, commits, signal }: { pageAfter: PageAfter; commits: Commits; signal: AbortSignal },
  start: () => number,
): AsyncGenerator<Delivery, void> {
  const over = () => signal.aborted || commits.ended();
  let last = start();
  while (!over()) {
    const { events, caughtUp, last: next } = await pageAfter(last);
    if (over()) return;
    last = next;
    yield { events, caughtUp };
    if (caughtUp) await commits.after(last, signal);
  }
}
