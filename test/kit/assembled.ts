import { rm } from 'node:fs/promises';
import { projections } from '../../projections/index.js';
import { openDevelopmentIssuer, sampleAdministrator } from '../../src/adapters/auth/development-issuer.js';
import { openCrypto } from '../../src/adapters/crypto/open-crypto.js';
import { openSqliteIdempotencyRecords } from '../../src/adapters/sqlite/attempts/idempotency-records.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { startProjector, type Projector } from '../../src/app/views/projector.js';
import { neverStale } from '../../src/app/views/staleness.js';
import { readConfig } from '../../src/config/config.js';
import { makeApp } from '../../src/http/server/app.js';
import { graphqlRoutes } from '../../src/http/graphql/graphql-routes.js';
import { makeServices } from '../../src/server/make-services.js';
import { openPeppers } from '../../src/server/open-peppers.js';
import { asker } from './ask.js';
import { newDataDirectory, settingsIn } from './settings.js';

/** The same parts as `start` puts together, with hold of those that are to fail. */
export async function assemble() {
  const dataDirectory = await newDataDirectory();
  const config = readConfig(settingsIn(dataDirectory));
  const store = await openSqliteEventStore({ dataDirectory, onFatal: () => undefined });
  const crypto = openCrypto({ ...openPeppers(config, { mayBeNew: true }), keypairsReady: 0 });
  const views = openViews(dataDirectory, projections);
  const listening = new Set<() => void>();
  const projector = counted(
    startProjector({
      store,
      views,
      onFailure: () => undefined,
      onOutage: () => undefined,
      onOutageOver: () => undefined,
    }),
    listening,
  );
  const now = () => new Date();
  const records = await openSqliteIdempotencyRecords({ dataDirectory, now, onFatal: () => undefined });
  const logged: { fields: object; message: string }[] = [];
  const keep = (fields: object, message: string) => void logged.push({ fields, message });
  const log = { info: keep, warn: keep, error: keep };
  const measure = () => undefined;
  const { viewsWaitMs } = config;
  const own = { store, records, projector, views: views.db, viewsWaitMs, staleness: neverStale, now, log, measure };
  const { services } = makeServices({ ...crypto, ...own });
  const { authenticator, mintToken } = await openDevelopmentIssuer(dataDirectory);
  const app = makeApp(config);
  await graphqlRoutes(app, { services, authenticator, ...config });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const token = await mintToken(sampleAdministrator);
  const closeStore = once(() => store.close());
  const closeViews = once(() => views.close());
  const close = async () => {
    await app.close();
    await projector.stop();
    closeViews();
    await crypto.close();
    await records.close();
    await closeStore();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  return { address, token, ...asker(address, token), logged, listening, closeStore, closeViews, close };
}

/** The projector, with its listeners of the moment. */
const counted = (projector: Projector, listening: Set<() => void>): Projector => ({
  ...projector,
  onAdvance(listener) {
    listening.add(listener);
    const stop = projector.onAdvance(listener);
    return () => {
      listening.delete(listener);
      stop();
    };
  },
});

/** A test may have closed it already. */
function once<Result>(close: () => Result): () => Result {
  let closed: { result: Result } | undefined;
  return () => (closed ??= { result: close() }).result;
}
