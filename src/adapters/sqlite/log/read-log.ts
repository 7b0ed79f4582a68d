import type { Delivery, StoredEvent } from '../../../app/log/event-store.js';
import type { Commits } from './commit-feed.js';

export interface Page extends Delivery {
  /** Sequence of the last event, or the one requestPage for when there is none. */
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

/** Reads to the end of the log, then at each commit, until the signal aborts or the store closes. One page ahead of the consumer. */
export async function* follow(
  { pageAfter, commits, signal }: { pageAfter: PageAfter; commits: Commits; signal: AbortSignal },
  start: () => Promise<number>,
): AsyncGenerator<Delivery, void> {
  const over = () => signal.aborted || commits.ended();
  const requestPage = (after: number) => {
    const page = pageAfter(after);
    page.catch(() => undefined); // thrown where it is awaited, if it still is
    return page;
  };
  for (let page = requestPage(await start()); !over();) {
    const { events, caughtUp, last } = await page;
    if (over()) return;
    if (!caughtUp) page = requestPage(last);
    yield { events, caughtUp };
    if (caughtUp) await commits.after(last, signal);
    if (caughtUp && !over()) page = requestPage(last);
  }
}
