import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { patienceMs } from '../kit/patience.js';
import type { Fields } from '../kit/server/ask.js';
import { aCluster, type ApiNode, type Cluster } from '../kit/server/nodes.js';
import { until } from '../kit/webhooks/receiver.js';
import { anUnsteadyReceiver } from './unsteady-receiver.js';

jest.setTimeout(4 * patienceMs); // the lease of one that is frozen is taken after 15 to 30 s

const working = { KEYLEDGER_WEBHOOK_PRIVATE_ADDRESSES: 'on' };
/** More than a worker sends of at once: some events of its round are still unsent when it is frozen. */
const KEYS = 12;
const AT_ONCE = 8;

let double: EventStoreDbDouble;
let cluster: Cluster;
let receiver: Awaited<ReturnType<typeof anUnsteadyReceiver>>;
let api: ApiNode;
beforeAll(async () => {
  double = await openEventStoreDbDouble();
  cluster = await aCluster();
  receiver = await anUnsteadyReceiver();
  api = await cluster.start(double.port, { ...working, KEYLEDGER_WORKER: 'off' });
  await api.ready();
});
afterAll(async () => {
  receiver.close();
  await cluster.close();
  await double.close();
});

/** All that was ever written to a document of the workers, oldest first. */
function written<Value>(name: string): Value[] {
  const events = double.log.eventsOf(`keyledgerWorker-${name}`);
  return events.map(({ data }) => (JSON.parse(Buffer.from(data).toString()) as { value: Value }).value);
}
const holders = () => written<{ holder: string | null }>('worker').map(({ holder }) => holder);
const progress = (webhookId: string) => written<{ position: string; held: object }>(`webhook-${webhookId}`);

async function ofWebhook(verb: string, input: object): Promise<Fields> {
  const name = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const asked = `mutation ($input: ${name}!) { ${verb}(input: $input) { userErrors { code } position webhook { id } } }`;
  const done = (await api.ask(asked, { input })).data[verb] as Fields;
  expect(done['userErrors']).toEqual([]);
  return done;
}
/** Ids of the events of the account in the log, by stream and in order, from so many events of the log on. */
function logged(from: number): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { stream, id } of double.log.all.slice(from)) {
    const [, key] = /^integratorKey-(.*)$/.exec(stream) ?? [];
    const name = key ?? (stream.startsWith('keyledgerAccount-') ? 'account' : undefined);
    if (name !== undefined) found.set(name, [...(found.get(name) ?? []), id]);
  }
  return found;
}

test('a worker that is frozen in the middle of a round and wakes when another works harms nothing; each receives all, in order', async () => {
  const [first, webhook] = [await cluster.work(double.port, working), await addWebhook()];
  const from = double.log.all.length;
  const keys: string[] = [];
  for (let n = 0; n < KEYS; n++) keys.push(await api.newKey(`Key ${n}`));
  let last = '';
  const renameAll = async (name: string) => {
    for (const key of keys)
      last = String((await api.mutate('renameIntegratorKey', { integratorKeyId: key, name }))['position']);
  };
  const isUpToDate = () => {
    const now = progress(webhook).at(-1);
    return now !== undefined && now.position >= last && Object.keys(now.held).length === 0;
  };
  await renameAll('before');
  await until(isUpToDate);
  const [one] = new Set(holders());
  const second = await cluster.work(double.port, working);

  // a round with all keys in it, two events of each: nothing is sent until the webhook is resumed
  await ofWebhook('pauseWebhook', { webhookId: webhook });
  await renameAll('one');
  await renameAll('two');
  receiver.hold();
  await ofWebhook('resumeWebhook', { webhookId: webhook });
  await until(() => receiver.waiting() === AT_ONCE);
  first.signal('SIGSTOP');
  const before = progress(webhook).length;

  keys.forEach((key, n) => [receiver.slow, receiver.refusing][n % 3]?.add(key));
  const answerFrozen = receiver.release();
  await renameAll('while one is frozen');
  await until(() => holders().at(-1) !== one);
  answerFrozen((n) => (n % 2 ? 204 : 500));
  await until(() => progress(webhook).length > before); // what the one that wakes knows is old by now
  first.signal('SIGCONT');
  await renameAll('when it wakes');
  await until(isUpToDate);
  const other = holders().at(-1);
  expect(new Set(holders())).toEqual(new Set([one, other])); // nobody but those two
  expect(holders().slice(holders().indexOf(other!))).not.toContain(one);

  // the one that woke is as good as any: it goes on when the other ends
  expect(await second.end()).toEqual([0, null]);
  await renameAll('when the other has ended');
  await until(isUpToDate);
  expect(holders().at(-1)).toBe(one);
  expect(await first.end()).toEqual([0, null]);
  expect(holders().at(-1)).toBeNull();

  const positions = progress(webhook).map(({ position }) => position);
  expect(positions).toEqual([...positions].sort());

  const taken = receiver.taken();
  for (const [stream, ids] of logged(from)) {
    const arrived = taken.filter((delivery) => delivery.stream === stream).map(({ eventId }) => eventId);
    expect({ stream, ids: [...new Set(arrived)] }).toEqual({ stream, ids });
  }
  expect(receiver.answered.filter(({ id, eventId }) => id !== eventId)).toEqual([]);
  expect(receiver.answered.filter(({ status }) => status === 500)).toHaveLength(AT_ONCE / 2 + KEYS / 3);
  expect(taken.length - new Set(taken.map(({ id }) => id)).size).toBe(AT_ONCE / 2); // again only what nobody knew to be taken
  expect(receiver.overlaps).toEqual([]);
  for (const { said } of [first, second]) expect(said()).not.toMatch(/"level":(50|60|"error"|"fatal")/);
});

async function addWebhook(): Promise<string> {
  return String((await ofWebhook('addWebhook', { url: receiver.url }))['webhook']?.['id']);
}
