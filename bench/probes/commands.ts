import { randomUUID } from 'node:crypto';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import type { EventStore } from '../../src/app/log/event-store.js';
import { handler } from '../../src/app/commands/handle.js';
import { keyedQueue } from '../../src/app/commands/keyed-queue.js';
import { addRedirectUri } from '../../src/domain/redirect-uris/add-redirect-uri.js';
import { createIntegratorKey } from '../../src/domain/life/create-integrator-key.js';
import { renameIntegratorKey } from '../../src/domain/details/rename-integrator-key.js';
import { asked, tell } from '../probe/told.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

/** `grouped: false`: each append waits for the one before, so that every command has an fsync of its own. */
const { callers, seconds, grouped } = asked<{ callers: number; seconds: number; grouped: boolean }>();

const actor = { id: 'ada', kind: 'user', account: 'acme', roles: ['ADMINISTRATOR'] } as const;
const reach = { account: 'acme', owner: null };
const caller = { actor, reach, sourceIp: '192.0.2.7', userAgent: 'bench', correlationId: randomUUID() };
const environment = 'DEMO';

/** Load, fold, decide, append: a key, three redirect URIs and a new name, and so on until the time is over. */
async function work(store: EventStore, isOver: () => boolean): Promise<number> {
  const { create, change } = handler({ store, shown: async () => undefined, newId: randomUUID, now: () => new Date() });
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

await inTemporaryDirectory(async (dataDirectory) => {
  const store = await openSqliteEventStore({ dataDirectory, onFatal: () => process.exit(1) });
  const queue = keyedQueue();
  const alone: EventStore = { ...store, append: (...append) => queue('the log', () => store.append(...append)) };

  async function rate(duration: number) {
    const [start, before] = [performance.now(), { ...store.counts(), cpu: process.cpuUsage() }];
    const isOver = () => performance.now() - start > duration * 1000;
    const each = Array.from({ length: callers }, () => work(grouped ? store : alone, isOver));
    const commands = (await Promise.all(each)).reduce((sum, done) => sum + done, 0);
    const { user, system } = process.cpuUsage(before.cpu);
    return {
      perSecond: (commands * 1000) / (performance.now() - start),
      fsyncsPerCommand: (store.counts().commits - before.commits) / commands,
      cpuPerCommand: (user + system) / commands,
    };
  }
  await rate(seconds / 2); // warm
  tell({ ...(await rate(seconds)), commands: store.counts().appends });
  await store.close();
});
