import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { StoreUnavailable } from '../../../src/app/log/event-store.js';
import { readConfig } from '../../../src/config/config.js';
import { openStore } from '../../../src/server/open-store.js';
import { start } from '../../../src/server/start.js';
import { asker } from '../../kit/server/ask.js';
import { minter, newDataDirectory, settingsIn } from '../../kit/server/settings.js';
import { serve, type OwnServer } from '../../kit/server/server.js';
import { asAuthorizationServer } from '../../kit/server/v1.js';

const usage =
  'usage { lastUsedAt usesToday usesLast30Days observedSince lastBrownoutHitAt brownoutHitsToday brownoutHitsLast30Days }';

const safeToRetire =
  'safeToRetire { verdict lastUsedAt usesTodayAndYesterday usesLast30Days observedSince quietFor evidence }';

/** Keys with a secret and a redirect URI, made by the administrator. */
async function aKey({ newKey, mutate }: Pick<OwnServer, 'newKey' | 'mutate'>, name: string) {
  const id = await newKey(name);
  const added = await mutate('addSecret', { integratorKeyId: id, environment: 'DEMO' }, 'plainText secret { id }');
  const redirectUri = `https://${name}.example/callback`;
  await mutate('addRedirectUri', { integratorKeyId: id, redirectUri });
  return { id, secret: String(added['plainText']), secretId: String(added['secret']?.['id']), redirectUri };
}
type Key = Awaited<ReturnType<typeof aKey>>;

describe('after use, and a graceful stop and start', () => {
  let server: OwnServer;
  let directory: string;
  let [usedKey, unused, tried, redirected, mobile, hit]: Key[] = [];
  let [beforeUse, afterUse] = ['', ''];
  beforeAll(async () => {
    const first = await serve();
    directory = first.dataDirectory;
    [usedKey, unused, tried, redirected, mobile, hit] = [
      await aKey(first, 'used'),
      await aKey(first, 'unused'),
      await aKey(first, 'tried'),
      await aKey(first, 'redirected'),
      await aKey(first, 'mobile'),
      await aKey(first, 'hit'),
    ];
    const app = await first.newKey('public');
    await first.mutate('markMobileApp', { integratorKeyId: app });
    mobile = { ...(mobile as Key), id: app };
    await delay(2); // the keys are older than what comes next
    beforeUse = new Date().toISOString();
    const { post } = asAuthorizationServer(first);
    const authenticate = (id = '', secret?: string) =>
      post('/demo/authenticate-client', { client_id: id, ...(secret !== undefined && { client_secret: secret }) });
    for (let n = 0; n < 2; n++) expect((await authenticate(usedKey?.id, usedKey?.secret)).body['active']).toBe(true);
    const verify = `query ($id: ID!, $secret: String!) { verifyClientSecret(clientId: $id, environment: DEMO, secret: $secret) { active } }`;
    const asServer = await first.token({ account: null, roles: ['AUTHORIZATION_SERVER'] });
    const upperCase = { id: usedKey?.id.toUpperCase(), secret: usedKey?.secret };
    expect((await first.ask(verify, upperCase, asServer)).data['verifyClientSecret']?.['active']).toBe(true);
    expect((await authenticate(usedKey?.id, 'wrong')).body['active']).toBe(false);
    await first.ask(verify, { id: tried?.id, secret: tried?.secret }); // by an administrator
    expect((await authenticate(app)).body['active']).toBe(true);
    await post('/demo/check-redirect-uri', { client_id: redirected?.id, redirect_uri: redirected?.redirectUri });
    await post('/demo/check-redirect-uri', { client_id: unused?.id, redirect_uri: 'https://other.example/' });
    const secretId = (await first.find(redirected?.id))?.['secrets']?.['0']?.['id'];
    await first.mutate('revokeSecret', { integratorKeyId: redirected?.id, secretId, allowLastUsable: true });
    expect((await authenticate(redirected?.id, redirected?.secret)).body['reason']).toBe('revoked');
    const anHour = { secretId: hit?.secretId, to: new Date(Date.now() + 3_600_000).toISOString() };
    await first.mutate('scheduleBrownout', { integratorKeyId: hit?.id, ...anHour, allowLastUsable: true });
    expect((await authenticate(hit?.id, hit?.secret)).body['reason']).toBe('brownout');
    afterUse = new Date().toISOString();
    await first.close();
    server = await serve({}, directory);
  });
  afterAll(() => server.remove());

  const keyOf = async (id: string | undefined) =>
    (await server.ask(`query ($id: ID!) { integratorKey(id: $id) { ${usage} secrets { id ${usage} } } }`, { id })).data[
      'integratorKey'
    ];
  const names = async (unusedSince: string) => {
    const query =
      'query ($at: DateTime!) { integratorKeys(filter: { unusedSince: $at }) { totalCount edges { node { name } } } }';
    const { data } = await server.ask(query, { at: unusedSince });
    const edges = data['integratorKeys']?.['edges'] as unknown as { node: { name: string } }[];
    expect(data['integratorKeys']?.['totalCount']).toBe(edges.length);
    return edges.map(({ node }) => node.name).sort();
  };
  const quarter = expect.stringMatching(/:(00|15|30|45):00\.000Z$/);
  const noHit = { lastBrownoutHitAt: null, brownoutHitsToday: 0, brownoutHitsLast30Days: 0 };
  const nothing = { lastUsedAt: null, usesToday: 0, usesLast30Days: 0, observedSince: expect.any(String), ...noHit };

  test('a secret and its key tell how often, over HTTP and GraphQL alike', async () => {
    const known = { lastUsedAt: quarter, usesLast30Days: 3, observedSince: expect.any(String) };
    const key = await keyOf(usedKey?.id);
    expect(key).toMatchObject({ usage: known, secrets: [{ id: usedKey?.secretId, usage: known }] });
    expect(Date.parse(String(key?.['usage']?.['lastUsedAt']))).toBeLessThanOrEqual(Date.parse(afterUse));
  });

  test('what was not used, or tried by an administrator, says so', async () => {
    for (const key of [unused, tried])
      expect(await keyOf(key?.id)).toMatchObject({ usage: nothing, secrets: [{ usage: nothing }] });
  });

  test('a mobile app is used by its id; a redirect URI that matched is a last use; a refused secret is none', async () => {
    expect((await keyOf(mobile?.id))?.['usage']).toMatchObject({ lastUsedAt: quarter, usesLast30Days: 1 });
    expect((await keyOf(redirected?.id))?.['usage']).toMatchObject({ lastUsedAt: quarter, usesLast30Days: 0 });
  });

  test('what a brownout refused is no use, and tells which secret somebody still shows', async () => {
    const hits = {
      ...nothing,
      lastBrownoutHitAt: quarter,
      brownoutHitsLast30Days: 1,
      brownoutHitsToday: expect.any(Number),
    };
    expect(await keyOf(hit?.id)).toMatchObject({ usage: hits, secrets: [{ id: hit?.secretId, usage: hits }] });
    expect((await keyOf(usedKey?.id))?.['usage']).toMatchObject(noHit);
  });

  test('what was shown today is not safe to retire, and what is new is unknown', async () => {
    const judged = async (key: Key | undefined) => {
      const asked = `query ($id: ID!) { integratorKey(id: $id) { secrets { ${safeToRetire} } } }`;
      return (await server.ask(asked, { id: key?.id })).data['integratorKey']?.['secrets']?.['0']?.['safeToRetire'];
    };
    const told = { observedSince: expect.any(String), quietFor: 'PT0H', usesLast30Days: 0, lastUsedAt: null };
    expect(await judged(usedKey)).toMatchObject({
      ...told,
      verdict: 'STILL_USED',
      usesLast30Days: 3,
      lastUsedAt: quarter,
    });
    expect(await judged(hit)).toMatchObject({ ...told, verdict: 'STILL_USED' });
    const evidence = expect.arrayContaining([expect.stringContaining('P30D is needed'), 'No use is known.']);
    expect(await judged(unused)).toMatchObject({ ...told, verdict: 'UNKNOWN', evidence });
  });

  test('the filter finds those not used since, if that is known', async () => {
    expect(await names(beforeUse)).toEqual(['mobile', 'tried', 'unused']);
    expect(await names('2020-01-01T00:00:00.000Z')).toEqual([]);
    expect(await names(String((await keyOf(unused?.id))?.['usage']?.['observedSince']))).toEqual([]); // all are younger
  });

  test('the file has ids, and nothing of a secret or a redirect URI', async () => {
    const texts = readdirSync(directory)
      .filter((name) => name.startsWith('usage.db'))
      .map((name) => readFileSync(join(directory, name)).toString('latin1'));
    const contain = (text = '') => texts.some((content) => content.includes(text));
    expect([contain(usedKey?.secretId), contain(usedKey?.id), contain(mobile?.id)]).toEqual([true, true, true]);
    for (const key of [usedKey, tried, redirected])
      expect([contain(key?.secret), contain(key?.secret.slice(-24)), contain(key?.redirectUri)]).toEqual([
        false,
        false,
        false,
      ]);
  });
});

describe('a store of use', () => {
  /** A server whose store of use is this one. */
  async function servedBy(replace: (own: Awaited<ReturnType<typeof openStore>>['usage']) => Partial<typeof own>) {
    const dataDirectory = await newDataDirectory();
    const { address, ready, close } = await start(readConfig(settingsIn(dataDirectory, {})), {
      openStore: async (surroundings) => {
        const opened = await openStore(surroundings);
        return { ...opened, usage: { ...opened.usage, ...replace(opened.usage) } };
      },
    });
    await ready;
    const token = await minter(dataDirectory, 'acme');
    const served = { address, dataDirectory, account: 'acme', token, ...asker(address, await token()) };
    const remove = async () => {
      await close();
      await rm(dataDirectory, { recursive: true, force: true });
    };
    return { ...served, administrator: await token(), remove };
  }

  test('that fails hides no key and fails no verification; only who asks for the unused is told', async () => {
    const away = () => Promise.reject(new StoreUnavailable('away'));
    const server = await servedBy(() => ({
      write: away,
      refresh: away,
      find: away,
      usedSince: away,
      presence: away,
      purge: away,
    }));
    const key = await aKey(server, 'known');
    const { post } = asAuthorizationServer(server);
    const answer = await post('/demo/authenticate-client', { client_id: key.id, client_secret: key.secret });
    expect(answer.body).toMatchObject({ active: true, credential_id: key.secretId });
    const { data } = await server.ask(
      `query ($id: ID!) { integratorKey(id: $id) { name ${usage} secrets { ${safeToRetire} } } }`,
      { id: key.id },
    );
    expect(data['integratorKey']).toEqual({ name: 'known', usage: null, secrets: [{ safeToRetire: null }] });
    const filtered = await server.ask(
      '{ integratorKeys(filter: { unusedSince: "2026-01-01T00:00:00Z" }) { totalCount } }',
    );
    expect(filtered.code).toBe('UNAVAILABLE');
    await server.remove();
  });

  test('that hangs is not waited for, by a verification or by the end of the server', async () => {
    const server = await servedBy(() => ({ write: () => new Promise<void>(() => undefined) }));
    const key = await aKey(server, 'known');
    const { post } = asAuthorizationServer(server);
    const answer = await post('/demo/authenticate-client', { client_id: key.id, client_secret: key.secret });
    expect(answer.body['active']).toBe(true);
    await server.remove();
  });

  test('is asked once for a page of keys', async () => {
    const asked: number[] = [];
    let askedWho = 0;
    const server = await servedBy(({ find, presence }) => ({
      find: (ids) => {
        asked.push(ids.length);
        return find(ids);
      },
      presence: () => {
        askedWho++;
        return presence();
      },
    }));
    for (const name of ['one', 'two', 'three']) await aKey(server, name);
    const query = `{ integratorKeys { edges { node { ${usage} secrets { ${usage} ${safeToRetire} } keypairs { ${usage} ${safeToRetire} } } } } }`;
    const { data, errors } = await server.ask(query);
    expect([errors, (data['integratorKeys']?.['edges'] as unknown as []).length]).toEqual([[], 3]);
    expect([asked, askedWho]).toEqual([[9], 1]); // a key, its secret and its redirect URI
    await server.remove();
  });
});
