import { keyHistory } from '../../../projections/key-history/index.js';
import { historyAfter, storedEarlier } from '../../../projections/key-history/list.js';
import type { Position } from '../../app/log/event-store.js';
import type { Reach } from '../../domain/key/reach.js';
import type { Services } from '../asking.js';
import { shownIn, type Stretch } from '../history/follow-growth.js';
import { auditEventIn, type AuditEvent } from './audit-event.js';
import { eventsOfAccounts } from './events-of-accounts.js';
import type { ToldOfAccount } from './told-of-account.js';

const PAGE_EVENTS = 100;

/** Before the first event; every position is greater. */
const BEGINNING: Position = '';

type Reading = Pick<Services, 'views' | 'projector' | 'accountHistory' | 'readLog'> & { caller: { reach: Reach } };

/** The first events of the account within reach, or of all accounts, after a position and up to one that the views show. */
export async function auditEventsAfter(
  asking: Reading,
  position: Position,
  shown: Position,
): Promise<Stretch<AuditEvent>> {
  const { views, projector, caller } = asking;
  const page = historyAfter(views, caller.reach, position, PAGE_EVENTS).filter((event) => event.position <= shown);
  const upTo = page.length < PAGE_EVENTS ? shown : (page.at(-1)?.position ?? shown);
  const ofAccounts = await eventsOfAccounts(asking, position, upTo);
  const isStillShown = (shownIn(projector, [keyHistory.name]) ?? BEGINNING) >= upTo;
  if (!isStillShown) return { events: [], upTo: position }; // a view that is being rebuilt does not know what was before
  const ofKeys = page.map((event) => ({ ...event, earlier: storedEarlier(views, event) }));
  return { events: [...ofKeys, ...ofAccounts].sort(inLogOrder).map(auditEventIn), upTo };
}

const inLogOrder = (one: ToldOfAccount, other: ToldOfAccount) => (one.position < other.position ? -1 : 1);
