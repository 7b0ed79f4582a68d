import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import type { Fields } from '../kit/server/ask.js';
import { newDataDirectory } from '../kit/server/settings.js';
import { serve, type OwnServer } from '../kit/server/server.js';
import { aReceiver, until, type Came } from '../kit/webhooks/receiver.js';

const settings = { KEYLEDGER_WEBHOOK_PRIVATE_ADDRESSES: 'on' };

let server: OwnServer;
let receiver: Awaited<ReturnType<typeof aReceiver>>;
const directory = newDataDirectory();
beforeAll(async () => {
  server = await serve(settings, await directory);
  receiver = await aReceiver();
});
afterEach(() => void (receiver.answer = () => 204));
afterAll(async () => {
  await server.close();
  receiver.close();
});

async function ofWebhook(verb: string, input: object, selection = '') {
  const name = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const asked = `mutation ($input: ${name}!) { ${verb}(input: $input) { userErrors { code } ${selection} } }`;
  const { data, errors } = await server.ask(asked, { input });
  expect(errors).toEqual([]);
  return data[verb] as Fields;
}
const add = async (types: string[] = []) => {
  const added = await ofWebhook('addWebhook', { url: receiver.url, types }, 'webhook { id } secret');
  expect(added['userErrors']).toEqual([]);
  return { id: String(added['webhook']?.['id']), secret: String(added['secret']) };
};
interface Shown {
  id: string;
  status: string;
  pausedWhy: string | null;
  delivery: { position: string; held: { integratorKeyId: string; attempts: number; lastFailure: string }[] } | null;
}
async function shown(id: string): Promise<Shown | undefined> {
  const asked = `{ webhooks { id status pausedWhy delivery { position lastDeliveredAt
    held { eventId integratorKeyId attempts since nextAttemptAt lastFailure } } } }`;
  const { data } = await server.ask(asked);
  return (data['webhooks'] as unknown as Shown[]).find((one) => one.id === id);
}
const remove = (webhookId: string) => ofWebhook('removeWebhook', { webhookId });
const rename = (integratorKeyId: string, name: string) =>
  server.mutate('renameIntegratorKey', { integratorKeyId, name });
const of = (key: string) => receiver.of(key);
const revisions = (key: string) => of(key).map(({ event }) => event.data.revision);

describe('webhooks', () => {
  test('get every event after they were added, in order, signed as Standard Webhooks say, under the id of the event', async () => {
    const before = await server.newKey('Before');
    const { id, secret } = await add();
    const key = await server.newKey('Sent');
    for (let n = 1; n <= 5; n++) await rename(key, `Sent ${n}`);
    await until(() => of(key).length === 6);
    expect([revisions(key), of(before)]).toEqual([[0, 1, 2, 3, 4, 5], []]);
    for (const { id: sent, headers, body, event } of of(key)) {
      expect(() => new Webhook(secret).verify(body, headers)).not.toThrow();
      expect(sent).toBe(event.data.id);
    }
    const last = of(key).at(-1)!;
    expect(() => new Webhook(secret).verify(last.body.replace('Sent 5', 'Sent 6'), last.headers)).toThrow();
    await remove(id);
  });

  test('get what they ask for alone, and nothing of another account', async () => {
    const { id } = await add(['KeyRenamed']);
    const key = await server.newKey('Typed');
    await server.ask(
      'mutation { createIntegratorKey(input: { name: "Theirs" }) { position } }',
      {},
      await server.token({ account: 'globex' }),
    );
    await rename(key, 'Typed again');
    await until(() => of(key).length === 1);
    expect(of(key)[0]?.event.type).toBe('KeyRenamed');
    expect(receiver.came.filter(({ body }) => body.includes('Theirs'))).toEqual([]);
    await remove(id);
  });

  test('an event that is not taken holds back its key and no other, and is tried again, in order, under the same id', async () => {
    const { id } = await add();
    const [stuck, free] = [await server.newKey('Stuck'), await server.newKey('Free')];
    await until(() => of(free).length === 1 && of(stuck).length === 1);
    const tried: string[] = [];
    receiver.answer = (one) => {
      if (one.event.data.integratorKeyId !== stuck || tried.length >= 2) return 204;
      tried.push(one.id);
      return tried.length === 1 ? 500 : 302; // a redirect is not followed, and is no success
    };
    await rename(stuck, 'Stuck one');
    await until(async () => (await shown(id))?.delivery?.held[0]?.attempts === 1);
    await rename(stuck, 'Stuck two'); // while the one before it is held
    for (const name of ['one', 'two']) await rename(free, `Free ${name}`);
    await until(() => of(free).length === 3);
    expect(revisions(stuck)).toEqual([0]);
    expect((await shown(id))?.delivery?.held).toMatchObject([{ integratorKeyId: stuck, lastFailure: '500' }]);
    await until(() => of(stuck).length === 3);
    expect(revisions(stuck)).toEqual([0, 1, 2]);
    expect(new Set(tried)).toEqual(new Set([of(stuck)[1]?.id]));
    await until(async () => (await shown(id))?.delivery?.held.length === 0);
    await remove(id);
  });

  test('a receiver that says that it is gone is not asked again until somebody resumes', async () => {
    const { id } = await add();
    receiver.answer = () => 410;
    const key = await server.newKey('Gone');
    await until(async () => (await shown(id))?.status === 'PAUSED');
    expect(await shown(id)).toMatchObject({ pausedWhy: 'GONE' });
    receiver.answer = () => 204;
    expect(of(key)).toEqual([]);
    await ofWebhook('resumeWebhook', { webhookId: id });
    await until(() => of(key).length === 1);
    await remove(id);
  });

  test('after a rotation both secrets sign, so that no receiver has to change at one moment', async () => {
    const { id, secret } = await add(['KeyCreated']);
    const rotated = await ofWebhook('rotateWebhookSecret', { webhookId: id }, 'secret');
    const key = await server.newKey('Twice');
    await until(() => of(key).length === 1);
    const [{ body, headers }] = of(key) as [Came];
    expect(headers['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const one of [secret, String(rotated['secret'])])
      expect(() => new Webhook(one).verify(body, headers)).not.toThrow();
    await remove(id);
  });

  test('a server that is started again goes on where it was: nothing is missed', async () => {
    const { id } = await add(['KeyCreated']);
    receiver.answer = () => 503;
    const first = await server.newKey('Held over');
    await until(async () => ((await shown(id))?.delivery?.held.length ?? 0) > 0);
    await server.close();
    receiver.answer = () => 204;
    server = await serve(settings, await directory);
    const second = await server.newKey('After');
    await until(() => of(first).length > 0 && of(second).length > 0);
    expect(new Set(of(first).map((one) => one.id)).size).toBe(1);
    await remove(id);
  });
});
