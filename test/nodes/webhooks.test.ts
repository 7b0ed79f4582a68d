import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { aCluster, type ApiNode, type Cluster } from '../kit/server/nodes.js';
import { aReceiver, until } from '../kit/webhooks/receiver.js';

let double: EventStoreDbDouble;
let cluster: Cluster;
let receiver: Awaited<ReturnType<typeof aReceiver>>;
beforeAll(async () => {
  double = await openEventStoreDbDouble();
  cluster = await aCluster();
  receiver = await aReceiver();
});
afterAll(async () => {
  receiver.close();
  await cluster.close();
  await double.close();
});

const settings = { KEYLEDGER_WEBHOOK_PRIVATE_ADDRESSES: 'on' };
const rename = (node: ApiNode, integratorKeyId: string, name: string) =>
  node.mutate('renameIntegratorKey', { integratorKeyId, name });
/** Revisions as they came first: what comes again has the id of before. */
function firstSeen(key: string): (number | undefined)[] {
  const seen = new Set<string>();
  return receiver.of(key).flatMap(({ id, event }) => {
    if (seen.has(id)) return [];
    seen.add(id);
    return [event.data.revision];
  });
}

test('of two nodes one delivers; when it is killed in the middle the other goes on: nothing is missed, each key in its order', async () => {
  const first = await cluster.start(double.port, settings);
  await first.ready();
  const asked = `mutation ($url: String!) { addWebhook(input: { url: $url }) { userErrors { code } webhook { id } } }`;
  expect((await first.ask(asked, { url: receiver.url })).data['addWebhook']).toMatchObject({ userErrors: [] });
  const keys = [await first.newKey('One'), await first.newKey('Two')] as const;
  const second = await cluster.start(double.port, settings);
  await second.ready();
  for (const key of keys) await rename(first, key, 'by the first');
  await until(() => keys.every((key) => firstSeen(key).length === 2));

  for (const key of keys) await rename(second, key, 'before the end of the first');
  await first.end('SIGKILL');
  for (const key of keys) for (let n = 0; n < 3; n++) await rename(second, key, `by the second ${n}`);
  await until(() => keys.every((key) => firstSeen(key).length === 6));
  for (const key of keys) expect(firstSeen(key)).toEqual([0, 1, 2, 3, 4, 5]);
}, 120_000);
