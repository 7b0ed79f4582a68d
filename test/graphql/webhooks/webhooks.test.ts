import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Fields } from '../../kit/server/ask.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const WEBHOOK = 'webhook { id url types status pausedWhy createdAt previousSecretUntil }';
const url = 'https://hooks.example.com/in?token=theirs';

async function anAccount() {
  const account = `acme-${randomUUID()}`;
  const token = (role: 'ADMINISTRATOR' | 'AUDITOR' | 'DEVELOPER') => server.token({ account, roles: [role] });
  const [admin, auditor, developer] = [await token('ADMINISTRATOR'), await token('AUDITOR'), await token('DEVELOPER')];
  return { admin, auditor, developer };
}

async function run(verb: string, input: object, token: string): Promise<Fields> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const secret = /^(add|rotate)/.test(verb) ? 'secret' : '';
  const select = `${WEBHOOK} ${secret} userErrors { code field currentRevision } position`;
  const query = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${select} } }`;
  const { data, errors } = await server.ask(query, { input }, token);
  expect(errors).toEqual([]);
  return data[verb] as Fields;
}
const listed = async (token: string) =>
  (await server.ask(`{ webhooks { ${WEBHOOK.slice('webhook { '.length)} }`, {}, token)).data['webhooks'];
const codesOf = ({ userErrors }: Fields) => (userErrors as unknown as { code: string }[]).map(({ code }) => code);
const idIn = ({ webhook }: Fields) => String(webhook?.['id']);

test('a webhook lives as it is told: shown to the administrator and the auditor, its secret in one answer alone', async () => {
  const { admin, auditor, developer } = await anAccount();
  const added = await run('addWebhook', { url, types: ['SecretRevoked'], expectedRevision: -1 }, admin);
  const webhookId = idIn(added);
  const shown = { id: webhookId, url, types: ['SecretRevoked'], status: 'ACTIVE', pausedWhy: null };
  expect(added['webhook']).toMatchObject({ ...shown, previousSecretUntil: null });
  expect(added['secret']).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  for (const token of [admin, auditor]) expect(await listed(token)).toEqual([added['webhook']]);

  const rotated = await run('rotateWebhookSecret', { webhookId: webhookId.toUpperCase() }, admin);
  expect(rotated['secret']).toMatch(/^whsec_/);
  expect(rotated['secret']).not.toBe(added['secret']);
  const left = Date.parse(String(rotated['webhook']?.['previousSecretUntil'])) - Date.now();
  expect(Math.round(left / 3_600_000)).toBe(24);

  const paused = await run('pauseWebhook', { webhookId, reason: 'Their release' }, admin);
  expect(paused['webhook']).toMatchObject({ status: 'PAUSED', pausedWhy: 'REQUESTED' });
  const resumed = await run('resumeWebhook', { webhookId, from: added['position'] }, admin);
  expect(resumed['webhook']).toMatchObject(shown);
  expect(await listed(auditor)).toEqual([resumed['webhook']]);
  expect(await run('removeWebhook', { webhookId }, admin)).toMatchObject({ webhook: null, userErrors: [] });
  expect(await listed(admin)).toEqual([]);

  const history = '{ accountPolicy { history { nodes { type summary } } } }';
  const told = await server.ask(history, {}, auditor);
  expect(told.text).toContain('paused the webhook to hooks.example.com');
  for (const secret of [added, rotated]) expect(told.text).not.toContain(String(secret['secret']));
  expect((await server.ask(history, {}, developer)).text).not.toContain('Webhook');
});

test('what is wrong with a URL, its types and a position is said', async () => {
  const { admin } = await anAccount();
  expect(codesOf(await run('addWebhook', { url: 'http://a.example' }, admin))).toEqual(['WEBHOOK_URL_INVALID']);
  expect(codesOf(await run('addWebhook', { url, types: ['HistoryRead'] }, admin))).toEqual(['WEBHOOK_TYPES_INVALID']);
  expect(codesOf(await run('addWebhook', { url, expectedRevision: 3 }, admin))).toEqual(['REVISION_CONFLICT']);
  const { webhook, position } = await run('addWebhook', { url }, admin);
  const beyond = String(position).replace(/_./, '_f');
  for (const from of [beyond, 'elsewhere', `0${String(position).slice(1)}0`])
    expect(codesOf(await run('resumeWebhook', { webhookId: webhook?.['id'], from }, admin))).toEqual([
      'WEBHOOK_POSITION_INVALID',
    ]);
});

test('an account has ten at most', async () => {
  const { admin } = await anAccount();
  for (let n = 0; n < 10; n++) expect(codesOf(await run('addWebhook', { url }, admin))).toEqual([]);
  expect(codesOf(await run('addWebhook', { url }, admin))).toEqual(['WEBHOOK_LIMIT_REACHED']);
});

test('those of another account are not there', async () => {
  const [one, other] = [await anAccount(), await anAccount()];
  const webhookId = idIn(await run('addWebhook', { url }, one.admin));
  expect(await listed(other.admin)).toEqual([]);
  for (const verb of ['rotateWebhookSecret', 'pauseWebhook', 'resumeWebhook', 'removeWebhook'])
    expect(codesOf(await run(verb, { webhookId }, other.admin))).toEqual(['WEBHOOK_NOT_FOUND']);
  expect(await listed(one.admin)).toMatchObject([{ id: webhookId, status: 'ACTIVE', previousSecretUntil: null }]);
});
