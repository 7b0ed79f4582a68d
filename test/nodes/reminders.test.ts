import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { patienceMs } from '../kit/patience.js';
import { aCluster, type ApiNode, type Cluster } from '../kit/server/nodes.js';
import { until } from '../kit/webhooks/receiver.js';

jest.setTimeout(4 * patienceMs); // the lease of one that was killed is taken after 15 to 30 s

const KEYS = 40;

let double: EventStoreDbDouble;
let cluster: Cluster;
let api: ApiNode;
beforeAll(async () => {
  double = await openEventStoreDbDouble();
  cluster = await aCluster();
  api = await cluster.start(double.port, { KEYLEDGER_WORKER: 'off' });
  await api.ready();
});
afterAll(async () => {
  await cluster.close();
  await double.close();
});

/** A key with a secret that ends in seven days from now on, so that a reminder is due at once. Answers the stream of the key. */
async function aRetiring(): Promise<string> {
  const integratorKeyId = await api.newKey('Retiring');
  const added = await api.mutate('addSecret', { integratorKeyId }, 'secret { id }');
  const secretId = added['secret']?.['id'];
  const { userErrors } = await api.mutate('rotateSecret', { integratorKeyId, secretId, overlap: 'P7D' });
  expect(userErrors).toEqual([]);
  return `integratorKey-${integratorKeyId}`;
}

const reminded = () =>
  double.log.all.filter(({ type }) => type === 'CredentialExpiryApproaching').map(({ stream }) => stream);

test('of two workers one reminds; when it is killed in the middle the other goes on: each is told once', async () => {
  const streams: string[] = [];
  for (let n = 0; n < KEYS; n++) streams.push(await aRetiring());
  const first = await cluster.work(double.port);
  const launching = cluster.work(double.port);
  await until(() => reminded().length > 0);
  await first.end('SIGKILL');
  const before = reminded().length;
  const second = await launching;
  streams.push(await aRetiring()); // nobody but the second can tell of it
  await until(() => reminded().includes(streams.at(-1) ?? ''));
  expect(before).toBeGreaterThan(0);
  expect(reminded().sort()).toEqual(streams.sort());
  expect(await second.end()).toEqual([0, null]);
});
