import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { silenceLimits } from '../../src/domain/usage/runs.js';
import { showSafeToRetire } from '../../src/operations/usage/show-safe-to-retire.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { patienceMs } from '../kit/patience.js';
import { aCluster, type Cluster } from '../kit/server/nodes.js';
import { v1Asker } from '../kit/server/v1.js';
import { aBatch, aPresence } from '../store/usage-contract.js';

let double: EventStoreDbDouble;
let cluster: Cluster;
beforeAll(async () => {
  double = await openEventStoreDbDouble();
  cluster = await aCluster();
});
afterAll(async () => {
  await cluster.close();
  await double.close();
});

const [MINUTE_MS, DAY_MS] = [60_000, 86_400_000];
const limits = { observedDays: 30, quietDays: 7, ...silenceLimits(DAY_MS) };
/** With these only a silent server keeps one that nobody has shown from being safe. */
const atOnce = { ...limits, observedDays: 0, quietDays: 0 };

test('of two nodes the one that was killed is missed until it is taken for dead; the one that was stopped is not', async () => {
  const stopped = await cluster.start(double.port); // it makes the peppers
  await stopped.ready();
  const killed = await cluster.start(double.port);
  await killed.ready();
  const integratorKeyId = await stopped.newKey('Retiring');
  const added = await stopped.mutate('addSecret', { integratorKeyId }, 'plainText secret { id createdAt } position');
  const { id, createdAt: usableSince } = added['secret'] as unknown as { id: string; createdAt: string };
  const authorizationServer = () => cluster.token({ account: null, roles: ['AUTHORIZATION_SERVER'] });
  const parameters = { client_id: integratorKeyId, client_secret: String(added['plainText']) };
  const { body } = await v1Asker(stopped, authorizationServer).post('/demo/authenticate-client', parameters);
  expect(body['active']).toBe(true);
  expect(await killed.end('SIGKILL')).toEqual([null, 'SIGKILL']);
  expect(await stopped.end()).toEqual([0, null]);

  let afterMs = 0;
  const now = () => new Date(Date.parse(usableSince) + afterMs);
  const store = await openEventStoreDb({ connectionString: double.url, boundMs: patienceMs, now });
  const here = aPresence({ nodeName: 'reader', since: usableSince });
  const judgedAfter = async (ms: number) => {
    afterMs = ms;
    await store.usage.write({ ...aBatch(), presence: { ...here, at: now().toISOString() } });
    await store.usage.refresh();
    const usage = { ...store.usage, note: () => undefined, flush: () => Promise.resolve() };
    const judged = await showSafeToRetire({ usage, now, retirementLimits: limits }, { id, usableSince });
    const unshown = { id: 'nobody has shown it', usableSince };
    const other = await showSafeToRetire({ usage, now, retirementLimits: atOnce }, unshown);
    return {
      ...judged,
      unshown: other?.verdict,
      missed: judged?.evidence.filter((sentence) => sentence.includes('has not stopped')).length,
    };
  };
  try {
    expect(await judgedAfter(MINUTE_MS)).toMatchObject({
      verdict: 'STILL_USED',
      usesLast30Days: 1,
      missed: 0,
      unshown: 'SAFE',
    });
    expect(await judgedAfter(10 * MINUTE_MS)).toMatchObject({ verdict: 'STILL_USED', missed: 1, unshown: 'UNKNOWN' });
    const late = await judgedAfter(40 * DAY_MS);
    expect(late).toMatchObject({ verdict: 'SAFE', missed: 0, unshown: 'SAFE' });
    expect(late.evidence?.filter((sentence) => sentence.includes('ended without a stop'))).toHaveLength(1);
  } finally {
    await store.close();
  }
});
