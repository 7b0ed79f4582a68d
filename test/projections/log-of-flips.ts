import { randomUUID } from 'node:crypto';
import type { LogEvent } from '../../src/app/log/decode.js';
import { accountStreamOf } from '../../src/app/log/streams.js';
import { happened, webhookAdded, webhookPaused, webhookRotated } from '../kit/facts/account.js';
import { created, keypairAdded, many, renamed, secretAdded, secretRevoked, uriAdded } from '../kit/facts/facts.js';
import { aLog, positionAt } from '../kit/facts/log.js';

export const sight = { account: 'acme', owner: null };
export const ids = many(30, (n) => `key-${n}`);
const log = aLog();
for (const id of ids) {
  log.happens(id, [created, uriAdded('u'), secretAdded('s'), secretAdded('t'), keypairAdded('k')]);
  log.happens(id, [renamed(`Renamed ${id}`), secretRevoked('s')]);
}
/** Each has two webhooks. */
export const accounts = ['acme', ...many(30, (n) => `account-${n}`)];
const ofAccounts = accounts
  .flatMap((account) =>
    happened([webhookAdded('v'), webhookAdded('w', `https://hooks.${account}.example/`), webhookRotated(), webhookPaused('GONE', 'v')]).map(
      (event) => ({ ...event, id: randomUUID(), stream: accountStreamOf(account), metadata: { ...event.metadata, account } }),
    ),
  )
  .map((event, n) => ({ ...event, position: positionAt(log.all.length + n + 1) })); // prettier-ignore
export const all: readonly LogEvent[] = [...log.all, ...ofAccounts];
export const last = positionAt(all.length);
