import { storedHistory } from '../../../projections/key-history/list.js';
import { ACCOUNT, type Held } from '../../app/webhooks/delivery-state.js';
import type { Reach } from '../../domain/key/reach.js';
import type { Services } from '../asking.js';
import { auditEventIn, type AuditEvent } from '../audit/audit-event.js';
import { eventsOfAccounts } from '../audit/events-of-accounts.js';

const PAGE_EVENTS = 100;

type Reading = Pick<Services, 'views' | 'accountHistory' | 'readLog'> & { caller: { reach: Reach } };

/** What a stream has from a held event on, up to where the webhook is. */
export async function* heldEvents(
  reading: Reading,
  stream: string,
  held: Held,
  upTo: string,
): AsyncGenerator<AuditEvent[]> {
  if (stream === ACCOUNT) {
    const all = await eventsOfAccounts(reading, '', upTo);
    yield all.filter((event) => event.position >= held.position).map(auditEventIn);
    return;
  }
  const history = storedHistory(reading.views, stream);
  for (let [after, more] = [held.revision - 1, true]; more;) {
    const page = history.read({ from: [after], descending: false, limit: PAGE_EVENTS });
    const events = page.rows.map(({ value }) => value).filter(({ position }) => position <= upTo);
    yield events.map((event) => auditEventIn({ ...event, earlier: history.earlier(event) }));
    after = events.at(-1)?.revision ?? after;
    more = page.more && events.length === page.rows.length;
  }
}
