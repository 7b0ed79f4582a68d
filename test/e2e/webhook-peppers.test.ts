import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { runServer, startServer, type ServerProcess } from '../kit/server/server-process.js';
import { aReceiver, until } from '../kit/webhooks/receiver.js';
import { ask, mutate } from './client.js';
import { newDirectory } from './temporary-directories.js';

const settings = { KEYLEDGER_SAMPLE_DATA: 'off', KEYLEDGER_WEBHOOK_PRIVATE_ADDRESSES: 'on' };
const select = '{ webhook { id } secret userErrors { code } }';
interface Made {
  made: { webhook: { id: string }; secret: string };
}

let dataDir: string;
let first: string;
const peppers = () => join(dataDir, 'peppers.json');
const write = (current: number, byVersion: Record<number, string>) =>
  writeFile(peppers(), JSON.stringify({ current, peppers: byVersion }));
const fresh = () => randomBytes(32).toString('base64');
const removeViews = () =>
  Promise.all(['', '-wal', '-shm'].map((end) => rm(join(dataDir, `views.db${end}`), { force: true })));

async function refused(words: string) {
  const { code, stdout, stderr } = await runServer(dataDir, settings);
  const said = `Keyledger cannot start: PepperMissing: The peppers file ${words}\n`;
  expect({ code, stdout, stderr }).toEqual({ code: 1, stdout: '', stderr: said });
}
const LACKS = 'which secrets of webhooks are derived from.';
const DIFFERS = 'than the one that secrets of webhooks are derived from: put that one back.';

async function running<Result>(work: (server: ServerProcess) => Promise<Result>): Promise<Result> {
  const server = await startServer(dataDir, settings);
  const result = await work(server);
  expect(await server.stop()).toEqual([0, null]);
  return result;
}

let hook: Awaited<ReturnType<typeof aReceiver>>;
let added: Made['made'];
/** No secret of a client needs a pepper here: only the webhook does. */
beforeAll(async () => {
  dataDir = await newDirectory();
  hook = await aReceiver();
  const add = `mutation ($url: String!) { made: addWebhook(input: { url: $url, types: [KeyCreated] }) ${select} }`;
  added = (await running((server) => ask<Made>(server, add, { url: hook.url }))).made;
  first = (JSON.parse(await readFile(peppers(), 'utf8')) as { peppers: { 1: string } }).peppers[1];
});

afterAll(() => void hook.close());

test('a start without the pepper of a webhook is refused, and with another one in its place; with it the webhook signs as before', async () => {
  await write(2, { 2: first });
  await refused(`lacks version 1, ${LACKS}`);
  await write(1, { 1: fresh() });
  await refused(`has a different pepper under version 1 ${DIFFERS}`);
  await removeViews();
  await refused(`has a different pepper under version 1 ${DIFFERS}`);
  await write(1, { 1: first });
  await running(async (server) => {
    await mutate(server, 'createIntegratorKey', { name: 'Signed as before' });
    await until(() => hook.came.length === 1);
  });
  const { body, headers } = hook.came[0]!;
  expect(() => new Webhook(added.secret).verify(body, headers)).not.toThrow();
});

test('the pepper of a secret that was replaced is needed as long as it signs; once the webhook is gone, none is', async () => {
  const second = fresh();
  await write(2, { 1: first, 2: second });
  const rotate = `mutation ($id: ID!) { made: rotateWebhookSecret(input: { webhookId: $id }) ${select} }`;
  const pause = `mutation ($id: ID!) { pauseWebhook(input: { webhookId: $id }) { userErrors { code } } }`;
  const { id } = added.webhook;
  await running(async (server) => {
    await ask(server, rotate, { id });
    await ask(server, pause, { id });
  });
  await write(2, { 2: second });
  await refused(`lacks version 1, ${LACKS}`);
  await write(1, { 1: first });
  await refused(`lacks version 2, ${LACKS}`);
  await write(2, { 1: first, 2: second });
  const remove = `mutation ($id: ID!) { removeWebhook(input: { webhookId: $id }) { userErrors { code } } }`;
  await running((server) => ask(server, remove, { id }));
  await write(3, { 3: fresh() });
  await running(async (server) => expect(await ask(server, '{ webhooks { id } }')).toEqual({ webhooks: [] }));
});
