import { keyHistory } from '../../../projections/key-history/index.js';
import type { Position } from '../../app/log/event-store.js';
import type { Asking } from '../asking.js';
import { followGrowth, shownIn } from '../history/follow-growth.js';
import { readyAfter } from '../history/ready-after.js';
import type { AuditEvent } from './audit-event.js';
import { auditEventsAfter } from './audit-events-after.js';
import { noteReadingOfAll } from './note-reading.js';

/** Before the first event; every position is greater. */
export const BEGINNING: Position = '';

export interface AuditEvents {
  /** Everything after this position is told. */
  start: Position;
  events: AsyncIterableIterator<AuditEvent>;
}

/**
 * Every event of the keys and of the policy of the account within reach, or of all accounts, in log order, none left out and none twice.
 * Without `after`, from now on. Ends as `followGrowth` does. Throws `ForeignPosition`, and `ViewsBehind` while the view lacks something.
 */
export async function followAuditEvents(asking: Asking, after: Position | undefined): Promise<AuditEvents> {
  await readyAfter(asking, [keyHistory.name], after === BEGINNING ? undefined : after);
  const start = after ?? shownIn(asking.projector, [keyHistory.name]) ?? (await asking.origin());
  const events = followGrowth(asking, { start }, (position, shown) => auditEventsAfter(asking, position, shown));
  return { start, events: noted(asking, events) };
}

/** Who is told of an event of an account is told of those of all of its keys. */
function noted(asking: Asking, events: AsyncIterableIterator<AuditEvent>): AsyncIterableIterator<AuditEvent> {
  const iterator: AsyncIterableIterator<AuditEvent> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      const told = await events.next();
      if (!told.done) noteReadingOfAll(asking, asking.caller.actor, told.value.account);
      return told;
    },
    return: () => events.return?.() ?? Promise.resolve({ done: true, value: undefined }),
  };
  return iterator;
}
