import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { projections } from '../../projections/index.js';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { handler } from '../../src/app/commands/handle.js';
import { startProjector } from '../../src/app/views/projector.js';
import { createIntegratorKey } from '../../src/domain/life/create-integrator-key.js';
import { percentile } from '../figures/spread.js';
import { asked, tell } from '../probe/told.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

const { url, inFlight, seconds } = asked<{ url: string; inFlight: number; seconds: number }>();
const actor = { id: 'ada', kind: 'user', account: 'acme', roles: ['ADMINISTRATOR'] } as const;
const reach = { account: 'acme', owner: null };
const caller = { actor, reach, sourceIp: '192.0.2.7', userAgent: 'bench', correlationId: randomUUID() };
const details = { account: 'acme', owner: 'ada', environment: 'DEMO', name: 'Portal', description: null } as const;

/** From asking to the answer of an append, and from asking until the views show it. */
await inTemporaryDirectory(async (directory) => {
  const store = await openEventStoreDb({ connectionString: url, prefix: `b${randomBytes(6).toString('hex')}` });
  const views = openViews(mkdtempSync(`${directory}/views-`), projections);
  const fail = (error: unknown): never => {
    throw error;
  };
  const projector = startProjector({ store, views, onFailure: fail, onOutage: fail, onOutageOver: () => undefined });
  await projector.caughtUp(Infinity);
  const { create } = handler({ store, shown: async () => undefined, newId: randomUUID, now: () => new Date() });
  const [trips, lags]: [number[], number[]] = [[], []];
  const start = performance.now();
  async function work(): Promise<void> {
    while (performance.now() - start < seconds * 1000) {
      const began = performance.now();
      const { position } = await create(caller, { integratorKeyId: randomUUID() }, (none) =>
        createIntegratorKey(none, details),
      );
      trips.push(performance.now() - began);
      await projector.passed(position ?? '', Infinity);
      lags.push(performance.now() - began);
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work));
  const half = <Value>(all: Value[]) => all.slice(Math.floor(all.length / 3)); // the first third warms
  const [appended, shown] = [half(trips), half(lags)];
  tell({
    p50: percentile(shown, 0.5) / percentile(appended, 0.5),
    p99: percentile(shown, 0.99) / percentile(appended, 0.99),
  });
  await projector.stop();
  views.close();
  await store.close();
});
