import { decodeAccountEvent, isOfAccount } from '../../app/log/decode.js';
import type { Position } from '../../app/log/event-store.js';
import type { Asking } from '../asking.js';
import { shownEvents, type ToldAccountEvent } from '../account/told-account-event.js';

type Reading = Pick<Asking, 'accountHistory' | 'readLog'> & { caller: Pick<Asking['caller'], 'reach'> };

/**
 * The events of the account within reach itself, or of all accounts, after a position and up to another. No view has them: those of one
 * account are few, and for all accounts the log is read.
 */
export async function eventsOfAccounts(
  reading: Reading,
  after: Position,
  upTo: Position,
): Promise<readonly ToldAccountEvent[]> {
  const { account } = reading.caller.reach;
  const accounts = account === null ? await accountsIn(reading, after, upTo) : [account];
  const found: ToldAccountEvent[] = [];
  for (const one of accounts) found.push(...shownEvents(await reading.accountHistory(one), true));
  return found.filter(({ position }) => position > after && position <= upTo);
}

async function accountsIn({ readLog }: Reading, after: Position, upTo: Position): Promise<Iterable<string>> {
  const accounts = new Set<string>();
  for await (const page of readLog(after === '' ? undefined : after)) {
    for (const event of page)
      if (event.position <= upTo && isOfAccount(event)) accounts.add(decodeAccountEvent(event).metadata.account);
    if ((page.at(-1)?.position ?? '') >= upTo) break;
  }
  return accounts;
}
