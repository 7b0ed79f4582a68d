import { listExpiring, type Expiring } from '../../../projections/key-details/list-expiring.js';
import type { SortKey } from '../../../projections/page.js';
import { noOrigin, systemCaller } from '../../app/access/system-actor.js';
import type { Task } from '../../app/worker/keep-working.js';
import { REMINDER_DAYS } from '../../domain/expiry/due-reminder.js';
import { remind } from '../../domain/expiry/remind.js';
import { refusalsIn } from '../../domain/refusal/refusal.js';
import { daysAfter } from '../../domain/values/days-after.js';
import type { Services } from '../asking.js';

interface Reminding extends Pick<Services, 'views' | 'now'> {
  handle: Pick<Services['handle'], 'change'>;
  newId: () => string;
}

const EVERY_MS = 5 * 60 * 1000;
const PAGE_CREDENTIALS = 100;

/** Reminds of every end that comes nearer, as an event of its key: the key knows what it was told, so each is told once. */
export const remindOfEnds = ({ views, now, handle, newId }: Reminding): Task => ({
  name: 'remind-of-ends',
  everyMs: EVERY_MS,
  async run({ mayGoOn }) {
    const at = now().toISOString();
    const until = daysAfter(at, REMINDER_DAYS[0]);
    const sight = { account: null, owner: null };
    let from: SortKey | null = null;
    for (let more = true; more && mayGoOn();) {
      const page = listExpiring(views, { sight, now: at, until }, { from, descending: false, limit: PAGE_CREDENTIALS });
      const keys = new Map(
        page.rows.filter(({ value }) => isDue(value, at)).map(({ value }) => [value.integratorKeyId, value]),
      );
      for (const { integratorKeyId, account } of keys.values()) {
        if (!mayGoOn()) return;
        await remindOne(integratorKeyId, account);
      }
      from = page.rows.at(-1)?.key ?? null;
      more = page.more && from !== null;
      await new Promise((resolve) => setImmediate(resolve)); // requests come between two pages
    }

    async function remindOne(integratorKeyId: string, account: string): Promise<void> {
      const caller = systemCaller(account, noOrigin(newId()));
      try {
        await handle.change(caller, { integratorKeyId }, (key) => remind(key, { now: now().toISOString() }));
      } catch (error) {
        if (!refusalsIn(error)) throw error; // deleted meanwhile
      }
    }
  },
});

/** A first look, by the view: the key itself decides. */
function isDue({ endsAt, reminders }: Expiring, now: string): boolean {
  const due = REMINDER_DAYS.findLast((days) => daysAfter(endsAt, -days) <= now);
  return due !== undefined && !reminders.some((reminder) => reminder.endsAt === endsAt && reminder.days <= due);
}
