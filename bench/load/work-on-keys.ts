import { randomUUID } from 'node:crypto';
import type { Handling } from '../../src/app/commands/run-command.js';
import { handler } from '../../src/app/commands/handle.js';
import { addRedirectUri } from '../../src/domain/redirect-uris/add-redirect-uri.js';
import { createIntegratorKey } from '../../src/domain/life/create-integrator-key.js';
import { renameIntegratorKey } from '../../src/domain/details/rename-integrator-key.js';

const actor = { id: 'ada', kind: 'user', account: 'acme', roles: ['ADMINISTRATOR'] } as const;
const reach = { account: 'acme', owner: null };
const caller = { actor, reach, sourceIp: '192.0.2.7', userAgent: 'bench', correlationId: randomUUID() };
const environment = 'DEMO';

/** What the commands are run over. */
type Over = Pick<Handling, 'store' | 'shown'>;

/** Load, fold, decide, append: a key, three redirect URIs and a new name, and so on until the time is over; the number of commands. */
export async function workOnKeys({ store, shown }: Over, isOver: () => boolean): Promise<number> {
  const { create, change } = handler({ store, shown, newId: randomUUID, now: () => new Date() });
  let done = 0;
  while (!isOver()) {
    const key = { integratorKeyId: randomUUID() };
    const details = { account: 'acme', owner: 'ada', environment, name: 'Contract Portal', description: null } as const;
    await create(caller, key, (none) => createIntegratorKey(none, details));
    for (const path of ['callback', 'other', 'third']) {
      const uri = { redirectUriId: randomUUID(), environment, redirectUri: `https://app.example/${path}` } as const;
      await change(caller, key, (now) => addRedirectUri(now, uri));
    }
    await change(caller, key, (now) => renameIntegratorKey(now, { name: 'Portal' }));
    done += 5;
  }
  return done;
}
