import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { aCluster, type Cluster } from '../kit/server/nodes.js';

jest.setTimeout(2 * patienceMs);

let double: EventStoreDbDouble;
let cluster: Cluster;
beforeEach(async () => {
  double = await openEventStoreDbDouble();
  cluster = await aCluster();
});
afterEach(async () => {
  await cluster.close();
  await double.close();
});

test('a server that starts before its store is alive, not ready, says why, and is ready by itself', async () => {
  await double.die();
  const node = await cluster.start(double.port);
  expect((await node.get('/health/live')).status).toBe(200);
  expect(await node.health()).toMatchObject({ status: 503, views: { caughtUp: false } });
  expect((await node.ask('{ integratorKeys { totalCount } }')).code).toBe('UNAVAILABLE');
  while (!node.said().includes('event store unreachable, retrying'))
    await new Promise((resolve) => setTimeout(resolve, 10));
  expect(node.said()).toMatch(/"reason":"unreachable"[^\n]*event store unreachable, retrying/);
  await double.restart();
  await node.ready();
  // a log elsewhere is not scrubbed here: an alert on a scrub that never was would fire for ever
  const metrics = (await node.get('/metrics')).text;
  expect(metrics.match(/^# TYPE keyledger_log_\w+/gm)).toEqual(['# TYPE keyledger_log_rewritten']);
  expect((await node.mutate('createIntegratorKey', { name: 'At last' })).userErrors).toEqual([]);
});

test('a node without the peppers of the log ends, and leaves none of its own in their place', async () => {
  const node = await cluster.start(double.port);
  await node.ready();
  const integratorKeyId = await node.newKey();
  await node.mutate('addSecret', { integratorKeyId, environment: 'DEMO' });
  const stranger = await cluster.start(double.port, { KEYLEDGER_PEPPERS_FILE: `${node.directory}/none.json` });
  while (!stranger.said().includes('PepperMissing')) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await stranger.end()).toEqual([1, null]);
  expect(existsSync(`${node.directory}/none.json`)).toBe(false);
});
