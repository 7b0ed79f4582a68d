import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Fields } from '../../kit/server/ask.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const DAY_MS = 86_400_000;
const fromNow = (ms: number) => new Date(Date.now() + ms).toISOString();

let key: string;
let secret: string;
let keypair: string;
let uri: string;
/** Moments between two commands: before all, with all, and after the revocation. */
let [before, amid, after] = ['', '', ''];

/** A moment that is no event's. */
async function aMoment(): Promise<string> {
  await delay(5);
  const moment = new Date().toISOString();
  await delay(5);
  return moment;
}

const act = (verb: string, input: object, selection = '') =>
  server.mutate(verb, { integratorKeyId: key, ...input }, selection);

beforeAll(async () => {
  before = await aMoment();
  key = await server.newKey('Portal');
  const added = await act('addSecret', { label: 'ci', expiresAt: fromNow(DAY_MS) }, 'secret { id }');
  secret = String(added['secret']?.['id']);
  keypair = String((await act('addKeypair', {}, 'keypair { id }'))['keypair']?.['id']);
  const registered = await act('addRedirectUri', { redirectUri: 'https://portal.example/cb' }, 'redirectUri { id }');
  uri = String(registered['redirectUri']?.['id']);
  amid = await aMoment();
  await act('revokeSecret', { secretId: secret, reason: 'A leak.' });
  await act('removeRedirectUri', { redirectUriId: uri });
  after = await aMoment();
});

const shown = 'kind id environment label intervals { from to openedBy closedBy }';
const validity = async (id = key, token = server.administrator) =>
  (await server.ask(`query ($id: ID!) { validity(id: $id) { ${shown} } }`, { id }, token)).data['validity'];

const wasValid = (id: string, from: string, to: string, token = server.administrator) =>
  server.ask(
    'query ($id: ID!, $during: TimeRange!) { wasValid(credentialId: $id, during: $during) { valid overlaps { from to } } }',
    { id, during: { from, to } },
    token,
  );

async function validDuring(from: string, to: string, more = '', token = server.administrator) {
  const query = `query ($from: DateTime!, $to: DateTime!) { validDuring(from: $from, to: $to ${more}) {
    nodes { integratorKeyId ${shown.replace(/intervals.*/, 'from to openedBy closedBy')} } totalCount pageInfo { hasNextPage endCursor } } }`;
  const answer = await server.ask(query, { from, to }, token);
  const nodes = ((answer.data as Fields | null)?.['validDuring']?.['nodes'] ?? []) as unknown as Fields[];
  return { ...answer, nodes, own: nodes.filter(({ integratorKeyId }) => String(integratorKeyId) === key) };
}

test('each thing of a key has its intervals, with the events that began and ended them', async () => {
  const history = `query ($id: ID!) { integratorKey(id: $id) { history(first: 100) { nodes { id type recordedAt } } } }`;
  const { data } = await server.ask(history, { id: key });
  const events = data['integratorKey']?.['history']?.['nodes'] as unknown as Record<string, string>[];
  const eventOf = (type: string) => events.find((event) => event['type'] === type) ?? {};
  const interval = (openedBy: string, closedBy?: string) => ({
    ...{ from: eventOf(openedBy)['recordedAt'], to: closedBy ? eventOf(closedBy)['recordedAt'] : null },
    ...{ openedBy: eventOf(openedBy)['id'], closedBy: closedBy ? eventOf(closedBy)['id'] : null },
  });
  expect(await validity()).toMatchObject([
    { kind: 'SECRET', id: secret, label: 'ci', intervals: [interval('SecretAdded', 'SecretRevoked')] },
    { kind: 'KEYPAIR', id: keypair, environment: 'DEMO', intervals: [interval('KeypairAdded')] },
    {
      ...{ kind: 'REDIRECT_URI', id: uri, label: 'https://portal.example/cb' },
      intervals: [interval('RedirectUriAdded', 'RedirectUriRemoved')],
    },
  ]);
});

test('an end that lies ahead is none yet, and a beginning that lies ahead is none', async () => {
  const other = await server.newKey('Ahead');
  await server.mutate('addSecret', { integratorKeyId: other, expiresAt: fromNow(DAY_MS) });
  await server.mutate('addSecret', { integratorKeyId: other, notBefore: fromNow(DAY_MS) });
  const intervals = ((await validity(other)) as unknown as Fields[]).map((one) => one['intervals']);
  expect(intervals).toEqual([[expect.objectContaining({ to: null })], []]);
});

describe('was it valid', () => {
  test.each<[string, () => [string, string, string], boolean]>([
    ['a secret, then', () => [secret, amid, after], true],
    ['a secret, before it was made', () => [secret, fromNow(-DAY_MS), before], false],
    ['a secret, after it was revoked', () => [secret, after, fromNow(DAY_MS)], false],
    ['a keypair, up to now', () => [keypair, after, fromNow(DAY_MS)], true],
    ['a redirect URI, then', () => [uri, before, amid], true],
    ['a redirect URI, after it was removed', () => [uri, after, fromNow(DAY_MS)], false],
    ['by an id in capitals', () => [secret.toUpperCase(), before, after], true],
  ])('%s', async (_, asked, valid) => {
    const { data, errors } = await wasValid(...asked());
    expect([errors, data['wasValid']]).toEqual([[], expect.objectContaining({ valid })]);
    expect((data['wasValid']?.['overlaps'] as unknown as unknown[]).length).toBe(valid ? 1 : 0);
  });

  test('the overlap is what the time and the interval have in common, up to now at most', async () => {
    const [lived] = (await validity()) as unknown as { intervals: { to: string }[] }[];
    const { data } = await wasValid(secret, amid, fromNow(DAY_MS));
    expect(data['wasValid']?.['overlaps']).toEqual([{ from: amid, to: lived?.intervals[0]?.to }]);
    const open = (await wasValid(keypair, amid, fromNow(DAY_MS))).data['wasValid']?.['overlaps'];
    const [{ to } = { to: '' }] = open as unknown as { to: string }[];
    expect(to <= new Date().toISOString()).toBe(true);
  });

  test('what is unknown, or no id, is null', async () => {
    for (const id of [key, 'no id']) expect((await wasValid(id, before, after)).data).toEqual({ wasValid: null });
  });
});

describe('what could get in', () => {
  const idsIn = async (from: string, to: string, more = '') =>
    (await validDuring(from, to, more)).own.map(({ id }) => String(id));
  test('in a window', async () => {
    expect(await idsIn(amid, after)).toEqual([secret, keypair, uri]);
    expect(await idsIn(after, fromNow(DAY_MS))).toEqual([keypair]);
    expect(await idsIn(fromNow(-DAY_MS), before)).toEqual([]);
  });
  test('of one kind or environment', async () => {
    expect(await idsIn(amid, after, 'kind: REDIRECT_URI')).toEqual([uri]);
    expect(await idsIn(amid, after, 'kind: SECRET, environment: DEMO')).toEqual([secret]);
    expect(await idsIn(amid, after, 'environment: PRODUCTION')).toEqual([]);
  });
  test('page by page', async () => {
    const whole = await validDuring(before, after);
    const found: unknown[] = [];
    let cursor = '';
    for (let more = true; more;) {
      const { nodes, data } = await validDuring(before, after, `first: 1 ${cursor && `after: "${cursor}"`}`);
      found.push(...nodes);
      const page = data['validDuring']?.['pageInfo'];
      more = String(page?.['hasNextPage']) === 'true';
      cursor = String(page?.['endCursor']);
    }
    expect(found).toEqual(whole.nodes);
    expect(whole.data['validDuring']?.['totalCount']).toBe(found.length);
    expect(found.length).toBeGreaterThanOrEqual(3);
  });
});

describe('a time that makes no sense is answered with a code', () => {
  test.each<[string, () => [string, string], string]>([
    ['that ends where it begins', () => [amid, amid], 'RANGE_INVALID'],
    ['that ends before it begins', () => [after, before], 'RANGE_INVALID'],
    ['that lies ahead', () => [fromNow(DAY_MS), fromNow(2 * DAY_MS)], 'TIME_IN_FUTURE'],
  ])('one %s', async (_, range, code) => {
    const asked = await wasValid(secret, ...range());
    expect([asked.code, asked.data['wasValid']]).toEqual([code, null]);
    expect((await validDuring(...range())).code).toBe(code);
  });
});

describe('who may ask', () => {
  const everyAnswer = async (token: string) => [
    await validity(key, token),
    (await wasValid(secret, before, after, token)).data['wasValid'],
    (await validDuring(before, after, '', token)).own.length,
  ];
  test('an auditor of the account', async () => {
    const auditor = await server.token({ roles: ['AUDITOR'], subject: 'audit@acme.example' });
    expect(await everyAnswer(auditor)).toEqual(await everyAnswer(server.administrator));
  });
  test.each<[string, object]>([
    ['an auditor of another account', { roles: ['AUDITOR'], account: 'globex' }],
    ['a developer whose key it is not', { roles: ['DEVELOPER'], subject: 'other@acme.example' }],
  ])('%s finds nothing', async (_, person) =>
    expect(await everyAnswer(await server.token(person))).toEqual([null, null, 0]),
  );
  test('a developer whose key it has become, and the former owner no more', async () => {
    const dora = await server.token({ roles: ['DEVELOPER'], subject: 'dora@acme.example' });
    const eve = await server.token({ roles: ['DEVELOPER'], subject: 'eve@acme.example' });
    const id = await server.newKey('Handed over', dora);
    await server.mutate('addSecret', { integratorKeyId: id }, '', dora);
    const seen = async (token: string) => {
      const { nodes } = await validDuring(before, fromNow(DAY_MS), '', token);
      return [
        (await validity(id, token)) !== null,
        nodes.some(({ integratorKeyId }) => String(integratorKeyId) === id),
      ];
    };
    expect([await seen(dora), await seen(eve)]).toEqual([
      [true, true],
      [false, false],
    ]);
    await server.mutate('transferOwnership', { integratorKeyId: id, newOwner: 'eve@acme.example' }, '', dora);
    expect([await seen(dora), await seen(eve)]).toEqual([
      [false, false],
      [true, true],
    ]);
  });
  test('no reviewer', async () => {
    const reviewer = await server.token({ roles: ['REVIEWER'], subject: 'rita@acme.example' });
    expect((await wasValid(secret, before, after, reviewer)).code).toBe('FORBIDDEN');
  });
});
