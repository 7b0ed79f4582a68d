import { afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { aReadyKey, peopleOf, requested, standing } from '../../kit/server/going-live.js';
import { client } from '../../kit/server/followers.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServerOfItsOwn({ KEYLEDGER_GO_LIVE_MIN_USES: '0', KEYLEDGER_GO_LIVE_MAX_CREDENTIAL_AGE_DAYS: '0' });
let people: Awaited<ReturnType<typeof peopleOf>>;
beforeAll(async () => void (people = await peopleOf(server.token)));

const codesOf = (payload: object) => (payload as { userErrors: { code: string }[] }).userErrors.map(({ code }) => code);
async function inReview(name?: string, token?: string) {
  const integratorKeyId = await aReadyKey(server, name, token);
  return { integratorKeyId, requestId: await requested(server, integratorKeyId, token) };
}
const typesOf = async (id: string) => {
  const query = 'query ($id: ID!) { integratorKey(id: $id) { history(last: 100) { nodes { type } } } }';
  const { data } = await server.ask(query, { id });
  return (data['integratorKey']?.['history']?.['nodes'] as unknown as { type: string }[]).map(({ type }) => type);
};
const queue = `query ($status: GoLiveRequestStatus, $sort: GoLiveRequestSort, $first: Int, $after: String) {
  goLiveRequests(filter: { status: $status }, sort: $sort, first: $first, after: $after) { totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
const queued = async (variables: object = {}, token = people.platform) => {
  const { data, errors } = await server.ask(queue, { first: 100, ...variables }, token);
  expect(errors).toEqual([]);
  return data['goLiveRequests'] as unknown as {
    totalCount: number;
    nodes: { id: string }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
};
const idsIn = async (variables?: object, token?: string) => (await queued(variables, token)).nodes.map(({ id }) => id);

describe('two reviewers at once', () => {
  test.each([0, 1, 2, 3, 4])('one approves, and the other is told so (%p)', async () => {
    const decision = await inReview();
    const answers = await Promise.all(
      [people.platform, people.reviewer].map((token) => server.mutate('approveGoLive', decision, '', token)),
    );
    expect(answers.map(codesOf).sort()).toEqual([[], ['GO_LIVE_NOT_OPEN']]);
    expect((await typesOf(decision.integratorKeyId)).filter((type) => type === 'GoLiveApproved')).toHaveLength(1);
  });

  test('an approval and a decline: one of them counts', async () => {
    const decision = await inReview();
    const answers = await Promise.all([
      server.mutate('approveGoLive', decision, '', people.platform),
      server.mutate('declineGoLive', { ...decision, reasons: ['No.'] }, '', people.reviewer),
    ]);
    expect(answers.map(codesOf).sort()).toEqual([[], ['GO_LIVE_NOT_OPEN']]);
    const decided = await typesOf(decision.integratorKeyId);
    expect(decided.filter((type) => ['GoLiveApproved', 'GoLiveDeclined'].includes(type))).toHaveLength(1);
  });

  test('with the revision that both have seen, the other gets the conflict and the present one', async () => {
    const decision = await inReview();
    const expectedRevision = Number((await server.find(decision.integratorKeyId))?.['revision']);
    const answers = await Promise.all(
      [people.platform, people.reviewer].map((token) =>
        server.mutate('approveGoLive', { ...decision, expectedRevision }, '', token),
      ),
    );
    const conflict = { code: 'REVISION_CONFLICT', currentRevision: expectedRevision + 1 };
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([expect.objectContaining(conflict)]);
  });
});

describe('a request while a save runs', () => {
  test.each([0, 1, 2, 3, 4])('both happen, and the request is of the one or the other key (%p)', async (n) => {
    const integratorKeyId = await aReadyKey(server);
    const save = () =>
      server.mutate('saveIntegratorKey', { integratorKeyId, name: `Renamed ${n}`, description: 'New' });
    const ask = () => requested(server, integratorKeyId);
    await Promise.all(n % 2 ? [ask(), save()] : [save(), ask()]);
    const types = await typesOf(integratorKeyId);
    const isFirst = types.indexOf('GoLiveRequested') < types.indexOf('KeyRenamed');
    const { status, request } = await standing(server, integratorKeyId);
    expect(status).toBe(isFirst ? 'STALE' : 'IN_REVIEW');
    expect(request?.['revision']).toBe(types.indexOf('GoLiveRequested') - 1);
  });

  test('both with the revision that they have seen: one is told the other', async () => {
    const integratorKeyId = await aReadyKey(server);
    const expectedRevision = Number((await server.find(integratorKeyId))?.['revision']);
    const seen = { integratorKeyId, expectedRevision };
    const answers = await Promise.all([
      server.mutate('saveIntegratorKey', { ...seen, name: 'Saved' }),
      server.mutate('requestGoLive', { ...seen, classification: 'PUBLIC' }),
    ]);
    expect(answers.map(codesOf).sort()).toEqual([[], ['REVISION_CONFLICT']]);
  });
});

describe('a key that is in review', () => {
  test('deleted, waits for nothing, and is told so', async () => {
    const { integratorKeyId, requestId } = await inReview('Goes away');
    expect(await idsIn()).toContain(requestId);
    expect(codesOf(await server.mutate('deleteIntegratorKey', { integratorKeyId, confirmName: 'Goes away' }))).toEqual(
      [],
    );
    expect(await idsIn()).not.toContain(requestId);
    expect(await idsIn({ status: 'WITHDRAWN' })).toContain(requestId);
    for (const [verb, more] of [
      ['approveGoLive', {}],
      ['declineGoLive', { reasons: ['No.'] }],
    ] as const)
      expect(codesOf(await server.mutate(verb, { integratorKeyId, requestId, ...more }, '', people.platform))).toEqual([
        'KEY_DELETED',
      ]);
    expect(await standing(server, integratorKeyId)).toMatchObject({
      status: 'WITHDRAWN',
      requests: { nodes: [{ status: 'WITHDRAWN', endedBy: { id: 'administrator@acme.example' } }] },
    });
  });

  test('disabled, stays in the queue, cannot be approved, and can once it is enabled again', async () => {
    const { integratorKeyId, requestId } = await inReview();
    await server.mutate('disableIntegratorKey', { integratorKeyId });
    expect(await idsIn({ status: 'IN_REVIEW' })).toContain(requestId);
    const approve = (more = '') =>
      server.mutate('approveGoLive', { integratorKeyId, requestId }, more, people.platform);
    expect((await approve('userErrors { criterion }'))['userErrors']).toMatchObject([
      { code: 'GO_LIVE_CRITERIA_NOT_MET', criterion: 'METHOD_READY' },
    ]);
    await server.mutate('enableIntegratorKey', { integratorKeyId });
    expect(codesOf(await approve())).toEqual([]);
  });

  test('tells which criteria the configuration has switched off, in the request as well', async () => {
    const { integratorKeyId } = await inReview();
    const { criteria, requests } = await standing(server, integratorKeyId);
    type Judged = { code: string; switchedOff: boolean; met: boolean }[];
    for (const judged of [criteria, requests?.['nodes']?.['0']?.['criteria']] as unknown as Judged[])
      expect(judged.filter(({ switchedOff }) => switchedOff).map(({ code, met }) => [code, met])).toEqual([
        ['CREDENTIALS_FRESH', true],
        ['USED', true],
      ]);
  });
});

describe('past the end of a request', () => {
  const DAY_MS = 24 * 60 * 60 * 1000;
  const timers = [
    'setTimeout',
    'setInterval',
    'setImmediate',
    'clearTimeout',
    'clearInterval',
    'clearImmediate',
  ] as const;
  const others = ['nextTick', 'queueMicrotask', 'hrtime', 'performance'] as const;
  /** The clock of this process, which is the server's too. */
  const itIs = (now: number) => jest.useFakeTimers({ now, doNotFake: [...timers, ...others] });
  afterEach(() => void jest.useRealTimers());

  test('it is in the queue as expired, is not approved, may be declined, and is closed by a new one', async () => {
    const longLived = { lifetimeSeconds: 60 * 24 * 60 * 60 };
    const ofInitech = { ...longLived, account: 'initech' };
    const reviewer = await server.token({ ...ofInitech, roles: ['REVIEWER'], subject: 'patient@initech.example' });
    const owner = await server.token({ ...ofInitech, subject: 'ida@initech.example' });
    const keys = [await inReview('One', owner), await inReview('Other', owner)] as const;
    const [{ integratorKeyId, requestId }, other] = keys;
    await server.mutate(
      'renameIntegratorKey',
      { integratorKeyId: other.integratorKeyId, name: 'And stale' },
      '',
      owner,
    );

    itIs(Date.now() + 30 * DAY_MS - 60_000);
    expect(await idsIn({ status: 'EXPIRED' }, reviewer)).toEqual([]);
    expect(await standing(server, integratorKeyId, owner)).toMatchObject({ status: 'IN_REVIEW' });
    expect(
      codesOf(await server.mutate('requestGoLive', { integratorKeyId, classification: 'PUBLIC' }, '', owner)),
    ).toEqual(['GO_LIVE_IN_REVIEW']);

    itIs(Date.now() + 60_000);
    const expired = keys.map(({ requestId: id }) => id);
    expect((await idsIn({ status: 'EXPIRED' }, reviewer)).sort()).toEqual([...expired].sort());
    expect(await idsIn({}, reviewer)).toEqual(expect.arrayContaining(expired)); // it still waits for somebody
    expect(await standing(server, integratorKeyId, owner)).toMatchObject({
      status: 'EXPIRED',
      request: { id: requestId },
    });
    for (const key of keys)
      expect(codesOf(await server.mutate('approveGoLive', key, '', reviewer))).toEqual(['GO_LIVE_EXPIRED']);
    expect(codesOf(await server.mutate('declineGoLive', { ...other, reasons: ['Too late.'] }, '', reviewer))).toEqual(
      [],
    );
    const again = await requested(server, integratorKeyId, owner);
    expect(await idsIn({ status: 'SUPERSEDED' }, reviewer)).toEqual([requestId]);
    expect(await idsIn({ status: 'IN_REVIEW' }, reviewer)).toEqual([again]);
    expect(codesOf(await server.mutate('approveGoLive', { integratorKeyId, requestId: again }, '', reviewer))).toEqual(
      [],
    );
  });
});

describe('the queue', () => {
  test('is in order of the requests or of their ends, either way round, and is read in pages', async () => {
    for (let n = 0; n < 5; n++) await inReview(`Queued ${n}`);
    const whole = await idsIn();
    expect(whole.length).toBeGreaterThan(5);
    for (const field of ['REQUESTED_AT', 'EXPIRES_AT']) {
      expect(await idsIn({ sort: { field, direction: 'ASC' } })).toEqual(whole);
      expect(await idsIn({ sort: { field, direction: 'DESC' } })).toEqual([...whole].reverse());
    }
    const read: string[] = [];
    for (let after: string | undefined, more = true; more;) {
      const { nodes, pageInfo, totalCount } = await queued({ first: 2, after });
      read.push(...nodes.map(({ id }) => id));
      expect(totalCount).toBe(whole.length);
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(read).toEqual(whole);
  });

  test('of one account, for whoever is bound to none', async () => {
    const globex = await server.token({ account: 'globex' });
    const id = await aReadyKey(server, 'Of globex', globex);
    const requestId = await requested(server, id, globex);
    const of = async (account: string) => {
      const query =
        'query ($account: String) { goLiveRequests(filter: { account: $account }, first: 100) { nodes { id } } }';
      const { data } = await server.ask(query, { account }, people.platform);
      return (data['goLiveRequests']?.['nodes'] as unknown as { id: string }[]).map((one) => one.id);
    };
    expect(await of('globex')).toEqual([requestId]);
    expect(await of('acme')).not.toContain(requestId);
    expect(await idsIn({}, people.reviewer)).not.toContain(requestId);
    expect(await of('umbrella')).toEqual([]);
  });
});

describe('the events of a key, to a reviewer of the platform', () => {
  /** Types and keys in order, from the first event ever or from what comes next, until one of this key is of this type. */
  function follow(from: string, id: string, until: string) {
    const subscriber = client(server.address, people.platform);
    const seen: string[] = [];
    const query = `subscription { keyEvents${from} { integratorKeyId type } }`;
    const ended = (async () => {
      try {
        for await (const { data } of subscriber.iterate<{ keyEvents: { integratorKeyId: string; type: string } }>({
          query,
        })) {
          if (data?.keyEvents.integratorKeyId !== id) continue;
          seen.push(data.keyEvents.type);
          if (data.keyEvents.type === until) return seen;
        }
      } finally {
        await subscriber.dispose();
      }
      return seen;
    })();
    return { ended, seen };
  }

  test('begin with its first request; whoever asks again from before that gets the earlier ones too', async () => {
    const { integratorKeyId: marker } = await inReview('Marker');
    const { position } = await server.mutate('describeIntegratorKey', { integratorKeyId: marker, description: 'Here' });
    const id = await aReadyKey(server, 'Watched');
    const live = follow(`(after: "${String(position)}")`, id, 'GoLiveRequested');
    const beside = follow(`(after: "${String(position)}")`, marker, 'KeyRenamed'); // it has come past the events of the key
    await server.mutate('renameIntegratorKey', { integratorKeyId: marker, name: 'Marked' });
    await beside.ended;
    expect(live.seen).toEqual([]);
    await requested(server, id);
    await live.ended;
    expect(live.seen.at(-1)).toBe('GoLiveRequested');
    const all = ['KeyCreated', 'KeyDescribed', 'PolicyLinksSet', 'RedirectUriAdded', 'GoLiveRequested'];
    expect(await follow('(from: BEGINNING)', id, 'GoLiveRequested').ended).toEqual(all);
    expect(await follow(`(after: "${String(position)}")`, id, 'GoLiveRequested').ended).toEqual(all);
  });
});
