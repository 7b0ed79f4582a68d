import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { projections } from '../../projections/index.js';
import { openDevelopmentIssuer, sampleAdministrator } from '../../src/adapters/auth/development-issuer.js';
import { openCrypto } from '../../src/adapters/crypto/open-crypto.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/open.js';
import { openViews } from '../../src/adapters/sqlite/views.js';
import { handler } from '../../src/app/handle.js';
import { startProjector } from '../../src/app/projector.js';
import { readYourWrites } from '../../src/app/read-your-writes.js';
import { readConfig } from '../../src/config.js';
import { makeApp } from '../../src/http/app.js';
import { graphqlRoutes } from '../../src/http/graphql-routes.js';
import { openPeppers } from '../../src/open-peppers.js';
import { asker, type Answer } from '../kit/ask.js';
import { newDataDirectory, settingsIn } from '../kit/server.js';

/** The same parts as `start` puts together, with hold of those that are to fail. */
async function assemble() {
  const dataDirectory = await newDataDirectory();
  const config = readConfig(settingsIn(dataDirectory));
  const store = await openSqliteEventStore({ dataDirectory, onFatal: () => undefined });
  const crypto = openCrypto({ peppers: openPeppers(config, { isNew: true }) });
  const views = openViews(dataDirectory, projections);
  const projector = startProjector({ store, views, onFailure: () => undefined });
  const origin = await store.head();
  const reads = readYourWrites(projector, origin);
  const now = () => new Date();
  const handle = handler({ store, newId: crypto.mint.id, shown: reads.shown, now });
  const logged: { fields: object; message: string }[] = [];
  const keep = (fields: object, message: string) => void logged.push({ fields, message });
  const log = { info: keep, warn: keep, error: keep };
  const measure = () => undefined;
  const services = { ...crypto, handle, views: views.db, projector, reads, origin, now, log, measure };
  const { authenticator, mintToken } = await openDevelopmentIssuer(dataDirectory);
  const app = makeApp(config);
  await graphqlRoutes(app, { services, authenticator, ...config });
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  const { ask } = asker(address, await mintToken(sampleAdministrator));
  const close = async () => {
    await app.close();
    await projector.stop();
    await crypto.close();
    await rm(dataDirectory, { recursive: true, force: true });
  };
  return { ask, logged, store, views, close };
}

let server: Awaited<ReturnType<typeof assemble>>;
beforeAll(async () => void (server = await assemble()));
afterAll(() => server.close());

const create = 'mutation { createIntegratorKey(input: { name: "A" }) { integratorKey { id } userErrors { code } } }';
const list = '{ integratorKeys { totalCount } }';

test('the control: all is well at first', async () => {
  expect((await server.ask(create)).errors).toEqual([]);
  expect((await server.ask(list)).data).toEqual({ integratorKeys: { totalCount: 1 } });
});

test('a store that is gone is UNAVAILABLE: to be tried again, and nothing has changed', async () => {
  await server.store.close();
  const answer = await server.ask(create);
  expect(answer.errors).toEqual([
    {
      message: 'The event store cannot be reached or is full; nothing was changed, try again.',
      path: ['createIntegratorKey'],
      locations: expect.anything(),
      extensions: { code: 'UNAVAILABLE' },
    },
  ]);
});

test('whatever else fails is an incident: an id, which finds it in the log, and no word of what failed', async () => {
  server.views.close();
  const answer: Answer = await server.ask(list);
  const incidentId = answer.errors[0]?.extensions.incidentId;
  expect(answer.errors).toEqual([
    {
      message: 'Something went wrong here.',
      path: ['integratorKeys'],
      locations: expect.anything(),
      extensions: { code: 'INTERNAL_SERVER_ERROR', incidentId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    },
  ]);
  expect(answer.text).not.toMatch(/stack|sqlite|database|\.js/i);
  const found = server.logged.find(({ fields }) => 'incidentId' in fields && fields.incidentId === incidentId);
  expect(found?.message).toBe('incident');
  expect(String((found?.fields as { err: Error }).err.stack)).toMatch(/\.js:\d+/);
});
