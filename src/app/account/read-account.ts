import { evolve, newAccount, type AccountPolicy } from '../../domain/account/account.js';
import type { RecordedAccountEvent } from '../../domain/account/recorded.js';
import { decodeAccountEvent } from '../log/decode.js';
import type { EventStore } from '../log/event-store.js';
import { accountStreamOf } from '../log/streams.js';

type Reading = Pick<EventStore, 'readStream'>;

/** All events of an account, oldest first: from the log, so as of now. None where nobody has set anything. */
export const readAccountHistory = async (store: Reading, account: string): Promise<RecordedAccountEvent[]> =>
  (await store.readStream(accountStreamOf(account))).map(decodeAccountEvent);

/** The policy of an account as it is now. */
export const readAccountPolicy = async (store: Reading, account: string): Promise<AccountPolicy> =>
  (await readAccountHistory(store, account)).reduce(evolve, newAccount).policy;
