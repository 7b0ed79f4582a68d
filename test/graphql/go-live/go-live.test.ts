import { beforeAll, describe, expect, test } from '@jest/globals';
import { aReadyKey, callback, peopleOf, requested, standing, use } from '../../kit/server/going-live.js';
import { aServer } from '../../kit/server/server.js';
import { v1Asker } from '../../kit/server/v1.js';

const server = aServer();
let people: Awaited<ReturnType<typeof peopleOf>>;
let v1: ReturnType<typeof v1Asker>;
beforeAll(async () => {
  people = await peopleOf(server.token);
  v1 = v1Asker(server, () => Promise.resolve(people.authorizationServer));
});

const unmet = (criteria: unknown) =>
  (criteria as { code: string; met: boolean }[]).filter(({ met }) => !met).map(({ code }) => code);
const queue = `query ($filter: GoLiveRequestFilter) { goLiveRequests(filter: $filter, first: 100) { totalCount nodes { id status note integratorKey { id name } changes { type } } } }`;

const kidsOf = ({ keys }: Record<string, unknown>) => (keys as { kid: string }[]).map(({ kid }) => kid);

describe('from demo to production, as an owner and two reviewers go it', () => {
  let integratorKeyId = '';
  let [first, second] = ['', ''];
  let demo = { id: '', secret: '' };
  let live = { secret: '', kid: '', uri: 'https://portal.example/live' };
  const byOwner = (verb: string, input: object, more = '') =>
    server.mutate(verb, { integratorKeyId, ...input }, more, people.developer);
  const by = (token: string, verb: string, input: object) =>
    server.mutate(verb, { integratorKeyId, ...input }, '', token);
  const queued = async (token: string, filter = {}) => {
    const { data, errors } = await server.ask(queue, { filter: { account: server.account, ...filter } }, token);
    expect(errors).toEqual([]);
    return data['goLiveRequests'] as unknown as { totalCount: number; nodes: { id: string }[] };
  };
  const inProduction = async () => {
    const client = await v1.send(`/production/clients/${integratorKeyId}`);
    const keys = await v1.send(`/production/clients/${integratorKeyId}/jwks.json`);
    const uri = await v1.post('/production/check-redirect-uri', { client_id: integratorKeyId, redirect_uri: live.uri });
    const secret = { client_id: integratorKeyId, client_secret: live.secret };
    const { active, reason } = (await v1.post('/production/authenticate-client', secret)).body;
    return {
      status: client.status,
      kids: kidsOf(keys.body),
      match: uri.body['match'],
      active,
      reason,
      client,
    };
  };
  const authenticatesInDemo = async () => {
    const parameters = { client_id: integratorKeyId, client_secret: demo.secret };
    return (await v1.post('/demo/authenticate-client', parameters)).body['active'];
  };

  test('a fresh key is told all that it lacks, and nobody takes a request of it', async () => {
    integratorKeyId = await server.newKey('My App', people.developer);
    const { status, criteria, request } = await standing(server, integratorKeyId, people.developer);
    const lacking = ['NAME_GIVEN', 'DESCRIPTION_GIVEN', 'LINKS_HTTPS', 'METHOD_READY', 'USED'];
    expect([status, request]).toEqual(['NOT_REQUESTED', null]);
    expect(unmet(criteria)).toEqual(lacking);
    const refused = await byOwner('requestGoLive', { classification: 'PUBLIC' }, 'userErrors { criterion code }');
    expect(refused['userErrors']).toMatchObject(
      lacking.map((criterion) => ({ code: 'GO_LIVE_CRITERIA_NOT_MET', criterion })),
    );
    for (const token of [people.platform, people.reviewer])
      expect(await queued(token)).toMatchObject({ totalCount: 0 });
    expect(await server.find(integratorKeyId, people.platform)).toBeNull();
  });

  test('the owner mends it, and the application signs in, asked over GraphQL and over /v1', async () => {
    integratorKeyId = await aReadyKey(server, 'Contract Portal', people.developer);
    const added = await byOwner('addSecret', { environment: 'DEMO' }, 'plainText secret { id }');
    demo = { id: String(added['secret']?.['id']), secret: String(added['plainText']) };
    await use(server, integratorKeyId, 10, people.authorizationServer);
    expect(unmet((await standing(server, integratorKeyId, people.developer))['criteria'])).toEqual(['USED']);
    for (let n = 0; n < 5; n++)
      await v1.post('/demo/check-redirect-uri', { client_id: integratorKeyId, redirect_uri: callback });
    for (let n = 0; n < 5; n++) expect(await authenticatesInDemo()).toBe(true);
    const { criteria } = await standing(server, integratorKeyId, people.developer);
    expect(unmet(criteria)).toEqual([]);
    const uses = (criteria as unknown as { code: string; inputs: unknown[] }[]).find(({ code }) => code === 'USED');
    expect(uses?.inputs).toContainEqual({ name: 'uses', value: '20' });
  });

  test('uses by a colleague do not count', async () => {
    await use(server, integratorKeyId, 3, server.administrator);
    const { criteria } = await standing(server, integratorKeyId, people.developer);
    expect(JSON.stringify(criteria)).toContain('{"name":"uses","value":"20"}');
  });

  test('production is refused before the key is live', async () => {
    for (const [verb, more] of [
      ['addSecret', {}],
      ['addKeypair', {}],
      ['addRedirectUri', { redirectUri: live.uri }],
    ] as const)
      expect((await byOwner(verb, { environment: 'PRODUCTION', ...more }))['userErrors']).toMatchObject([
        { code: 'KEY_NOT_LIVE', field: ['environment'] },
      ]);
    expect(await inProduction()).toMatchObject({ status: 404, kids: [], match: 'none', active: false });
  });

  test('a request is in the queue of both reviewers, and its reasons reach the owner when it is declined', async () => {
    first = await requested(server, integratorKeyId, people.developer);
    for (const token of [people.platform, people.reviewer])
      expect(await queued(token)).toMatchObject({
        totalCount: 1,
        nodes: [
          { id: first, status: 'IN_REVIEW', note: 'Please', changes: [], integratorKey: { id: integratorKeyId } },
        ],
      });
    expect((await byOwner('requestGoLive', { classification: 'PUBLIC' }))['userErrors']).toMatchObject([
      { code: 'GO_LIVE_IN_REVIEW' },
    ]);
    const reasons = ['Say who sees the contracts.', 'The terms are of another product.'];
    expect((await by(people.reviewer, 'declineGoLive', { requestId: first, reasons }))['userErrors']).toEqual([]);
    expect(await standing(server, integratorKeyId, people.developer)).toMatchObject({
      status: 'DECLINED',
      request: null,
      requests: { nodes: [{ id: first, status: 'DECLINED', reasons, endedBy: { id: 'rita@acme.example' } }] },
    });
    expect(await queued(people.platform)).toMatchObject({ totalCount: 0 });
    expect(await queued(people.platform, { status: 'DECLINED' })).toMatchObject({ nodes: [{ id: first }] });
  });

  test('a change after the request makes it stale, and the queue says which', async () => {
    const stale = await requested(server, integratorKeyId, people.developer);
    await byOwner('describeIntegratorKey', { description: 'Shows contracts to those who sign' });
    await byOwner('addSecret', { environment: 'DEMO', label: 'no part of a review' });
    expect(await queued(people.platform, { status: 'IN_REVIEW' })).toMatchObject({ totalCount: 0 });
    expect(await queued(people.platform, { status: 'STALE' })).toMatchObject({
      nodes: [{ id: stale, status: 'STALE', changes: [{ type: 'KeyDescribed' }] }],
    });
    expect((await by(people.platform, 'approveGoLive', { requestId: stale }))['userErrors']).toMatchObject([
      { code: 'GO_LIVE_STALE', field: ['requestId'] },
    ]);
    second = await requested(server, integratorKeyId, people.developer);
    expect((await standing(server, integratorKeyId, people.developer))['requests']).toMatchObject({
      nodes: [{ status: 'DECLINED' }, { id: stale, status: 'SUPERSEDED' }, { id: second, status: 'IN_REVIEW' }],
    });
  });

  test('whoever has asked does not approve, whatever the token says of roles and account', async () => {
    for (const account of [server.account, null]) {
      const same = await server.token({ roles: ['REVIEWER'], subject: 'dora@acme.example', account });
      expect((await by(same, 'approveGoLive', { requestId: second }))['userErrors']).toMatchObject([
        { code: 'SAME_PERSON' },
      ]);
    }
  });

  test('another person approves; nothing of demo is carried over', async () => {
    const before = await server.find(integratorKeyId);
    const { userErrors, integratorKey } = await by(people.platform, 'approveGoLive', {
      requestId: second,
      note: 'Good.',
    });
    expect(userErrors).toEqual([]);
    for (const kept of ['redirectUris', 'secrets', 'keypairs'])
      expect([kept, integratorKey?.[kept]]).toEqual([kept, before?.[kept]]);
    expect(integratorKey).toMatchObject({ id: integratorKeyId, environments: ['DEMO', 'PRODUCTION'] });
    expect(await standing(server, integratorKeyId, people.developer)).toMatchObject({
      status: 'LIVE',
      requests: { nodes: [{}, {}, { id: second, status: 'APPROVED', decisionNote: 'Good.', decidedByRules: false }] },
    });
    const { client, ...rest } = await inProduction();
    expect(client.body).toMatchObject({ client_id: integratorKeyId, redirect_uris: [] });
    expect(rest).toMatchObject({ status: 200, kids: [], match: 'none', active: false });
    const demoSecret = { client_id: integratorKeyId, client_secret: demo.secret };
    expect((await v1.post('/production/authenticate-client', demoSecret)).body).toMatchObject({
      active: false,
      reason: 'wrong_environment',
    });
  });

  test('production has credentials and redirect URIs of its own, and answers for them', async () => {
    const production = { environment: 'PRODUCTION' };
    await byOwner('addRedirectUri', { ...production, redirectUri: live.uri });
    const secret = await byOwner('addSecret', production, 'plainText');
    const pair = await byOwner('addKeypair', production, 'keypair { kid }');
    live = { ...live, secret: String(secret['plainText']), kid: String(pair['keypair']?.['kid']) };
    const { client, ...rest } = await inProduction();
    expect(rest).toEqual({ status: 200, kids: [live.kid], match: 'exact', active: true, reason: null });
    expect(client.body).toMatchObject({ redirect_uris: [live.uri], token_endpoint_auth_method: 'client_secret_basic' });
    const inDemo = await v1.post('/demo/check-redirect-uri', { client_id: integratorKeyId, redirect_uri: live.uri });
    expect(inDemo.body['match']).toBe('none');
  });

  test('a redirect URI of an application on a device needs the flag', async () => {
    const scheme = { environment: 'PRODUCTION', redirectUri: 'com.example.portal:/callback' };
    expect((await byOwner('addRedirectUri', scheme))['userErrors']).toMatchObject([
      { code: 'REDIRECT_URI_NEEDS_MOBILE_APP' },
    ]);
  });

  test('suspended, production answers nothing from the next question on, and demo goes on', async () => {
    expect(await by(people.reviewer, 'resumeProduction', {}).catch(String)).toContain('FORBIDDEN');
    expect((await by(people.platform, 'suspendProduction', {}))['userErrors']).toMatchObject([
      { code: 'SUSPENSION_REASON_REQUIRED' },
    ]);
    expect((await by(people.platform, 'suspendProduction', { reason: 'A leak.' }))['userErrors']).toEqual([]);
    expect(await inProduction()).toMatchObject({
      ...{ status: 404, kids: [], match: 'none', active: false, reason: 'suspended' },
    });
    const verify = `query ($id: ID!, $secret: String!) { verifyClientSecret(clientId: $id, environment: PRODUCTION, secret: $secret) { active reason } }`;
    const { data } = await server.ask(verify, { id: integratorKeyId, secret: live.secret }, people.authorizationServer);
    expect(data['verifyClientSecret']).toEqual({ active: false, reason: 'SUSPENDED' });
    expect(await authenticatesInDemo()).toBe(true);
    expect((await v1.send(`/demo/clients/${integratorKeyId}`)).status).toBe(200);
    expect(await standing(server, integratorKeyId, people.developer)).toMatchObject({ status: 'SUSPENDED' });
  });

  test('what is added meanwhile counts when it is resumed, from the next question on', async () => {
    const added = await byOwner('addSecret', { environment: 'PRODUCTION' }, 'plainText');
    live = { ...live, secret: String(added['plainText']) };
    expect((await inProduction()).reason).toBe('suspended');
    expect((await by(server.administrator, 'resumeProduction', {}))['userErrors']).toEqual([]);
    expect(await inProduction()).toMatchObject({ status: 200, kids: [live.kid], match: 'exact', active: true });
  });

  test('the history tells it all, to the owner and to the reviewer of the platform', async () => {
    const history = `query ($id: ID!) { integratorKey(id: $id) { history(first: 100) { nodes { type actor { id } details { name value } } } } }`;
    for (const token of [people.developer, people.platform]) {
      const { data } = await server.ask(history, { id: integratorKeyId }, token);
      const told = data['integratorKey']?.['history']?.['nodes'] as unknown as { type: string }[];
      expect(told.map(({ type }) => type).filter((type) => /GoLive|Production/.test(type))).toEqual([
        ...['GoLiveRequested', 'GoLiveDeclined', 'GoLiveRequested', 'GoLiveRequested', 'GoLiveApproved'],
        ...['ProductionSuspended', 'ProductionResumed'],
      ]);
    }
  });

  test('a live key takes no further request', async () =>
    expect((await byOwner('requestGoLive', { classification: 'PUBLIC' }))['userErrors']).toMatchObject([
      { code: 'ALREADY_LIVE' },
    ]));
});
