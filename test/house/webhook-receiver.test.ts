import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { signWebhook } from '../../src/adapters/webhooks/sign-webhook.js';
import { textOf } from './repository.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const script = fileURLToPath(new URL('../../../examples/webhook-receiver/receive.js', import.meta.url));
const receiver = spawn(process.execPath, [script], { env: { ...process.env, WEBHOOK_SECRET: secret, PORT: '0' } });
const said: string[] = [];
let address = '';
beforeAll(async () => {
  const lines = createInterface(receiver.stdout);
  lines.on('line', (line) => void said.push(line));
  await once(lines, 'line');
  address = said[0]?.split(' at ')[1] ?? '';
});
afterAll(() => void receiver.kill());

const body = JSON.stringify({ type: 'KeyRenamed', data: { summary: 'ada renamed the key' } });
const signed = (at = new Date(), id = 'an-event') => signWebhook({ id, at, body, secrets: [secret] });
const send = async (headers: Record<string, string>, sent = body) =>
  (await fetch(address, { method: 'POST', headers, body: sent })).status;

test('the receiver of docs/webhooks.md takes what is signed, once', async () => {
  expect(textOf('docs/webhooks.md')).toContain('node examples/webhook-receiver/receive.js');
  expect([await send(signed()), await send(signed()), await send(signed(new Date(), 'another'))]).toEqual([
    204, 204, 204,
  ]);
  while (said.length < 3) await once(receiver.stdout, 'data');
  expect(said.slice(1)).toEqual(['KeyRenamed: ada renamed the key', 'KeyRenamed: ada renamed the key']);
});

test('and nothing else', async () => {
  const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
  const ofAnother = signWebhook({ id: 'x', at: new Date(), body, secrets: [other] });
  const old = signed(new Date(Date.now() - 10 * 60_000));
  expect([await send(ofAnother), await send(old), await send(signed(), `${body} `), await send({})]).toEqual([
    ...[401, 401, 401, 401],
  ]);
  const both = signWebhook({ id: 'y', at: new Date(), body, secrets: [other, secret] });
  expect(await send(both)).toBe(204);
});
