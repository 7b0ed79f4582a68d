import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { anAssertion } from '../kit/assertions/assertion-client.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { client as subscriber, watch } from '../kit/server/followers.js';
import { aReadyKey, peopleOf, requested, use } from '../kit/server/going-live.js';
import { aCluster, type ApiNode, type Cluster } from '../kit/server/nodes.js';
import { v1Asker } from '../kit/server/v1.js';

let double: EventStoreDbDouble;
let cluster: Cluster;
let [one, other]: ApiNode[] = [];
beforeAll(async () => {
  double = await openEventStoreDbDouble();
  cluster = await aCluster();
  one = await cluster.start(double.port); // it makes the peppers
  await one.ready();
  other = await cluster.start(double.port);
  await other.ready();
});
afterAll(async () => {
  await cluster.close();
  await double.close();
});

const both = () => [one, other] as [ApiNode, ApiNode];

const verify =
  'query ($id: ID!, $secret: String!) { verifyClientSecret(clientId: $id, environment: DEMO, secret: $secret) { active } }';

async function aKeyWithSecret(on: ApiNode) {
  const id = await on.newKey('Everywhere');
  const { plainText, secret, position } = await on.mutate(
    'addSecret',
    { integratorKeyId: id, environment: 'DEMO' },
    'plainText secret { id }',
  );
  return { id, secret: String(plainText), secretId: String(secret?.['id']), position: String(position) };
}

async function revoke(on: ApiNode, integratorKeyId: string, secretId: string): Promise<void> {
  const { userErrors } = await on.mutate('revokeSecret', { integratorKeyId, secretId, allowLastUsable: true });
  expect(userErrors).toEqual([]);
}

test('what one node has written shows on the other, asked for it by its position', async () => {
  const [writing, reading] = both();
  for (let n = 0; n < 20; n++) {
    const { integratorKey, position } = await writing.mutate('createIntegratorKey', { name: `Key ${n}` });
    const query = 'query ($id: ID!, $at: Position) { integratorKey(id: $id, atLeast: $at) { name } }';
    const { data } = await reading.ask(query, { id: integratorKey?.['id'], at: position });
    expect(data['integratorKey']?.['name']).toBe(`Key ${n}`);
  }
});

test('a secret that one node revokes stops counting on the other, without being asked for', async () => {
  const [revoking, verifying] = both();
  const { id, secret, secretId, position } = await aKeyWithSecret(revoking);
  await verifying.until(({ views }) => String(views.position) >= position);
  const active = async () => (await verifying.ask(verify, { id, secret })).data['verifyClientSecret']?.['active'];
  expect(await active()).toBe(true);
  await revoke(revoking, id, secretId);
  while (await active()) await new Promise((resolve) => setTimeout(resolve, 5));
});

test('production that one node suspends stops on the other, and comes back, without being asked for', async () => {
  const [suspending, asked] = both();
  const people = await peopleOf(cluster.token);
  const integratorKeyId = await aReadyKey(suspending);
  await use(suspending, integratorKeyId, 20, people.authorizationServer);
  const requestId = await requested(suspending, integratorKeyId);
  const approved = await suspending.mutate('approveGoLive', { integratorKeyId, requestId }, '', people.platform);
  expect(approved['userErrors']).toEqual([]);
  await asked.until(({ views }) => String(views.position) >= String(approved['position']));
  const v1 = v1Asker(asked, () => Promise.resolve(people.authorizationServer));
  const status = async () => (await v1.send(`/production/clients/${integratorKeyId}`)).status;
  expect(await status()).toBe(200);
  for (const [verb, more, expected] of [
    ['suspendProduction', { reason: 'A leak.' }, 404],
    ['resumeProduction', {}, 200],
  ] as const) {
    expect((await suspending.mutate(verb, { integratorKeyId, ...more }, '', people.platform))['userErrors']).toEqual(
      [],
    );
    const answered = performance.now();
    while ((await status()) !== expected) await new Promise((resolve) => setTimeout(resolve, 5));
    process.stdout.write(`${verb} counts on the other node after ${Math.round(performance.now() - answered)} ms\n`);
  }
});

test('of two reviewers on two nodes at once one decides, and the other is told so', async () => {
  const nodes = both();
  const people = await peopleOf(cluster.token);
  const integratorKeyId = await aReadyKey(nodes[0]);
  await use(nodes[0], integratorKeyId, 20, people.authorizationServer);
  const requestId = await requested(nodes[0], integratorKeyId);
  const answers = await Promise.all(
    [people.platform, people.reviewer].map((token, n) =>
      (nodes[n] as ApiNode).mutate('declineGoLive', { integratorKeyId, requestId, reasons: ['No.'] }, '', token),
    ),
  );
  const codes = answers.map(({ userErrors }) => (userErrors as unknown as { code: string }[]).map(({ code }) => code));
  expect(codes.sort()).toEqual([[], ['GO_LIVE_NOT_OPEN']]);
});

test('of 32 replays of an assertion on both nodes at once one is taken, and none afterwards', async () => {
  const [first, second] = both();
  const { position, parameters } = await anAssertion(first);
  const authenticate = async (node: ApiNode) => {
    const { post } = v1Asker(node, () => Promise.resolve(node.administrator));
    return (await post(`/demo/authenticate-client?at_least=${position}`, parameters)).body;
  };
  const answers = await Promise.all(Array.from({ length: 32 }, (_, n) => authenticate(n % 2 ? first : second)));
  const outcomes = answers.map(({ active, reason }) => (active === true ? 'active' : reason));
  expect(outcomes.sort()).toEqual(['active', ...Array<string>(31).fill('replayed')]);
  for (const node of both()) expect(await authenticate(node)).toMatchObject({ active: false, reason: 'replayed' });
  const kept = double.log.all.map((event) => JSON.stringify(event)).join();
  expect(kept).not.toContain(parameters.client_assertion.split('.')[1]);
});

test('a retry that reaches the other node gets the same answer, secret and all, and changes nothing', async () => {
  const [first, second] = both();
  const integratorKeyId = await first.newKey('Retried');
  const query =
    'mutation ($input: AddSecretInput!) { addSecret(input: $input) { plainText integratorKey { revision } secret { id } position userErrors { code } } }';
  const input = { integratorKeyId, environment: 'DEMO', idempotencyKey: 'a-command-asked-of-two-nodes' };
  const answers = [await first.ask(query, { input }), await second.ask(query, { input })];
  expect(answers[1]?.text).toBe(answers[0]?.text);
  expect(answers[0]?.data['addSecret']?.['plainText']).toEqual(expect.any(String));
  const together = await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      (n % 2 ? first : second).ask(query, { input: { ...input, idempotencyKey: 'asked-of-both-at-once-0' } }),
    ),
  );
  expect(new Set(together.map(({ text }) => text)).size).toBe(1);
  expect(
    double.log.all.filter(({ stream, type }) => stream.endsWith(integratorKeyId) && type === 'SecretAdded'),
  ).toHaveLength(2);
});

test('a dry run leaves no event behind, neither of the key nor of a retry', async () => {
  const [node] = both();
  const integratorKeyId = await node.newKey('Seen first');
  const input = { integratorKeyId, label: 'one', idempotencyKey: 'stays-free-for-the-command' };
  const written = () => double.log.all.filter(({ stream }) => !/keyledger(Usage|Worker)/.test(stream)).length;
  const before = written();
  const planned = await node.mutate('addSecret', { ...input, dryRun: true }, 'plainText plannedEvents { type }');
  expect(planned).toMatchObject({ plainText: null, position: null, plannedEvents: [{ type: 'SecretAdded' }] });
  expect(written()).toBe(before);
  const done = await node.mutate('addSecret', { ...input, label: 'two' }, 'plainText');
  expect(done).toMatchObject({ plainText: expect.any(String), userErrors: [] });
  expect(written()).toBeGreaterThan(before + 1); // the event and the record
});

test('a node that is cut off verifies on, says how old that is, refuses commands in time, and catches up', async () => {
  const [near, far] = both();
  const signed = await anAssertion(near);
  const { id, secret, secretId, position } = await aKeyWithSecret(near);
  await far.until(({ views }) => String(views.position) >= position);
  far.door.freeze();
  const { status, views } = await far.until(({ views: { staleForMs } }) => staleForMs > 0);
  expect([status, views.caughtUp]).toEqual([200, true]);

  await revoke(near, id, secretId);
  const { data, text } = await far.ask(verify, { id, secret });
  expect(data['verifyClientSecret']?.['active']).toBe(true);
  expect(JSON.parse(text)).toMatchObject({ extensions: { staleForMs: expect.any(Number) } });
  expect((await far.get('/metrics')).text).toMatch(/^keyledger_views_stale_seconds 0*[1-9.]/m);

  const command =
    'mutation ($id: ID!) { renameIntegratorKey(input: { integratorKeyId: $id, name: "Unheard" }) { userErrors { code } } }';
  expect((await far.ask(command, { id })).code).toBe('UNAVAILABLE');

  const v1 = v1Asker(far, () => Promise.resolve(far.administrator));
  for (const answer of [
    await v1.send(`/demo/clients/${id}`),
    await v1.send(`/demo/clients/${id}/jwks.json`),
    await v1.post('/demo/check-redirect-uri', { client_id: id, redirect_uri: 'https://app.example/' }),
    await v1.post('/demo/authenticate-client', { client_id: id, client_secret: secret }),
  ]) {
    expect(answer.status).toBe(200);
    expect(Number(answer.headers.get('keyledger-stale-for-ms'))).toBeGreaterThan(0);
  }
  const unrecorded = await v1.post('/demo/authenticate-client', signed.parameters);
  expect(unrecorded).toMatchObject({ status: 503, body: { code: 'replay_check_unavailable' } });
  expect(unrecorded.headers.get('retry-after')).toBe('1');

  far.door.thaw();
  await far.until(({ views: { staleForMs } }) => staleForMs === 0);
  const later = await far.ask(verify, { id, secret });
  expect(later.data['verifyClientSecret']?.['active']).toBe(false);
  expect(later.text).not.toContain('staleForMs');
  const told = await v1.post('/demo/authenticate-client', signed.parameters);
  expect(told.body).toMatchObject({ active: true }); // what could not be recorded has used up nothing
  expect(told.headers.has('keyledger-stale-for-ms')).toBe(false);
  expect(far.said()).toMatch(/event store unreachable, retrying[^]*follows the event store again/);
});

test('a node that is told to stop closes its subscriptions with 1001 and ends', async () => {
  const node = await cluster.start(double.port);
  await node.ready();
  const following = subscriber(node.address, cluster.administrator);
  const closed = new Promise<unknown>((resolve) => void following.on('closed', resolve));
  const connected = new Promise<void>((resolve) => void following.on('connected', () => resolve()));
  void watch(following);
  await connected;
  const ending = node.end();
  expect(await closed).toMatchObject({ code: 1001 });
  expect(await ending).toEqual([0, null]);
});
