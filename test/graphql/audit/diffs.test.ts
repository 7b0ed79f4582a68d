import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { aLiveKey, callback } from '../../kit/server/going-live.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServerOfItsOwn({ KEYLEDGER_GO_LIVE_MIN_USES: '0' });
const EVENT = '{ __typename id type summary }';
const DIFF = `query ($id: ID!, $from: AsOf!, $to: AsOf!) { keyDiff(id: $id, from: $from, to: $to) {
  __typename kind id label environment field before after event ${EVENT} ... on AddedToKey { addedBy ${EVENT} } } }`;
const COUNTING = `{ environment count expiresFirst { label } newest { label expiresAt addedBy ${EVENT} } }`;
const URIS = `{ redirectUri addedToDemo ${EVENT} addedToProduction ${EVENT} }`;
const BESIDE = `query ($id: ID!, $asOf: AsOf) { environmentDiff(id: $id, asOf: $asOf) {
  redirectUris { inBoth ${URIS} onlyInDemo ${URIS} onlyInProduction ${URIS} } secrets ${COUNTING} keypairs ${COUNTING} } }`;

let [id, auditor, born, made, ended, plainText, soon] = ['', '', '', '', '', '', ''];

const diff = (from: object, to: object, token = auditor, key = id) => server.ask(DIFF, { id: key, from, to }, token);
const beside = (asOf: object | null = null, token = auditor, key = id) =>
  server.ask(BESIDE, { id: key, ...(asOf && { asOf }) }, token);

async function aMoment(): Promise<string> {
  await delay(5);
  const moment = new Date().toISOString();
  await delay(5);
  return moment;
}

beforeAll(async () => {
  born = await aMoment();
  auditor = await server.token({ roles: ['AUDITOR'], subject: 'otto@acme.example' });
  id = await aLiveKey(server, await server.token({ roles: ['REVIEWER'], subject: 'rita@acme.example' }));
  const input = { integratorKeyId: id };
  await server.mutate('addRedirectUri', { ...input, environment: 'PRODUCTION', redirectUri: callback });
  await server.mutate('addSecret', { ...input, label: 'first' });
  made = await aMoment();
  soon = new Date(Date.now() + 400).toISOString();
  await server.mutate('renameIntegratorKey', { ...input, name: 'Another' });
  const added = await server.mutate('addSecret', { ...input, label: 'second', expiresAt: soon }, 'plainText');
  plainText = String(added['plainText']);
  await server.mutate('addRedirectUri', { ...input, redirectUri: 'https://portal.example/Callback' });
  while (new Date().toISOString() <= soon) await delay(20);
  await server.mutate('addSecret', { ...input, label: 'third', environment: 'PRODUCTION' });
  await server.mutate('suspendProduction', { ...input, reason: 'A leak.' });
  ended = await aMoment();
});

const by = (type: string) => expect.objectContaining({ __typename: 'KeyEvent', type, summary: expect.any(String) });

describe('what differs between two moments', () => {
  test('each with the event that made it so', async () => {
    const { data, errors, text } = await diff({ time: made }, { time: ended });
    expect(errors).toEqual([]);
    const changes = data['keyDiff'] as unknown as Record<string, unknown>[];
    const of = (kind: string, label: string) => changes.filter((one) => one['kind'] === kind && one['label'] === label);
    expect(of('KEY', 'Another')).toEqual([
      expect.objectContaining({ field: 'name', before: 'Live Portal', after: 'Another', event: by('KeyRenamed') }),
      expect.objectContaining({
        field: 'goLive',
        before: 'LIVE',
        after: 'SUSPENDED',
        event: by('ProductionSuspended'),
      }),
    ]);
    const addedBy = by('SecretAdded');
    expect(of('SECRET', 'second')).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ field: 'status', before: null, after: 'EXPIRED', event: null, addedBy }),
        expect.objectContaining({ field: 'expiresAt', before: null, after: soon, event: addedBy, addedBy }),
      ]),
    );
    expect(of('REDIRECT_URI', 'https://portal.example/Callback')).toEqual([
      expect.objectContaining({ __typename: 'AddedToKey', environment: 'DEMO', addedBy: by('RedirectUriAdded') }),
    ]);
    expect(text).not.toMatch(new RegExp(`${plainText.slice(8, 40)}|digest|pepper`));
  });

  test('nothing, between a moment and itself', async () =>
    expect((await diff({ revision: 3 }, { revision: 3 })).data['keyDiff']).toEqual([]));

  test('everything, since before the key', async () => {
    const { data } = await diff({ time: born }, { revision: 0 });
    const found = data['keyDiff'] as unknown as { __typename: string; field: string }[];
    expect(new Set(found.map((one) => one.__typename))).toEqual(new Set(['AddedToKey']));
    expect(found.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['name', 'status', 'owner', 'environments']),
    );
    expect((await diff({ time: born }, { time: born })).data['keyDiff']).toEqual([]);
  });
});

test.each<[string, () => object, () => object, string]>([
  ['backwards, by number', () => ({ revision: 3 }), () => ({ revision: 2 }), 'RANGE_INVALID'],
  ['backwards, by time', () => ({ time: ended }), () => ({ time: made }), 'RANGE_INVALID'],
  ['backwards, between events', () => ({ time: ended }), () => ({ time: ended.replace(/^2/, '1') }), 'RANGE_INVALID'],
  ['backwards, of two forms', () => ({ time: ended }), () => ({ revision: 2 }), 'RANGE_INVALID'],
  ['from no moment', () => ({}), () => ({ revision: 2 }), 'AS_OF_INVALID'],
  ['to two', () => ({ revision: 0 }), () => ({ revision: 2, time: made }), 'AS_OF_INVALID'],
  ['to what is not there', () => ({ revision: 0 }), () => ({ revision: 99 }), 'REVISION_NOT_FOUND'],
  ['to what is to come', () => ({ revision: 0 }), () => ({ time: '2999-01-01T00:00:00.000Z' }), 'TIME_IN_FUTURE'],
  [
    'from another log',
    () => ({ position: 'ffffffffffff_0000000000000001' }),
    () => ({ revision: 0 }),
    'POSITION_FOREIGN',
  ],
])('a difference %s is answered with a code', async (_, from, to, code) => {
  const answer = await diff(from(), to());
  expect([answer.code, answer.data['keyDiff']]).toEqual([code, null]);
});

test('whoever may not see the key is told nothing, not even that its moments are no moments', async () => {
  const stranger = await server.token({ account: 'globex', subject: 'hank@globex.example' });
  const developer = await server.token({ roles: ['DEVELOPER'], subject: 'dev@acme.example' });
  for (const token of [stranger, developer]) {
    const { data, errors } = await diff({ revision: 0 }, { revision: 99 }, token);
    expect([data['keyDiff'], errors]).toEqual([null, []]);
    expect((await beside({ revision: 99 }, token)).data['environmentDiff']).toBeNull();
  }
  expect((await diff({ revision: 0 }, { revision: 1 }, auditor, 'no id')).data['keyDiff']).toBeNull();
  expect((await beside(null, auditor, 'no id')).data['environmentDiff']).toBeNull();
});

describe('demo beside production', () => {
  const shown = (uri: string, demo: boolean, production: boolean) => ({
    redirectUri: uri,
    addedToDemo: demo ? by('RedirectUriAdded') : null,
    addedToProduction: production ? by('RedirectUriAdded') : null,
  });
  const none = (environment: string) => ({ environment, count: 0, expiresFirst: null, newest: null });

  test('as they are', async () => {
    const { data, errors } = await beside();
    expect(errors).toEqual([]);
    expect(data['environmentDiff']).toEqual({
      redirectUris: {
        inBoth: [shown(callback, true, true)],
        onlyInDemo: [shown('https://portal.example/Callback', true, false)],
        onlyInProduction: [],
      },
      secrets: [
        {
          ...{ environment: 'DEMO', count: 1, expiresFirst: null },
          newest: { label: 'first', expiresAt: null, addedBy: by('SecretAdded') },
        },
        none('PRODUCTION'), // it is suspended
      ],
      keypairs: [none('DEMO'), none('PRODUCTION')],
    });
  });

  test('as they were', async () => {
    const { data } = await beside({ time: made });
    expect(data['environmentDiff']).toMatchObject({ redirectUris: { inBoth: [{}], onlyInDemo: [] } });
    expect((await beside({ time: born })).data['environmentDiff']).toBeNull();
    expect((await beside({})).code).toBe('AS_OF_INVALID');
  });
});
