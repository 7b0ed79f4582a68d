import type { aScanner } from '../kit/leaks/scanner.js';
import type { ServerProcess } from '../kit/server/server-process.js';
import { ask, mutate } from './client.js';

interface ShownSecret {
  secret: { id: string; lastFour: string };
  plainText: string;
}
interface WebhookSecret {
  webhook: { id: string };
  secret: string;
}

/** Has every event of the account sent to this address from now on. Answers the secrets that sign: the first one and the one after it. */
export async function addWebhook(server: ServerProcess, url: string): Promise<string[]> {
  const select = '{ webhook { id } secret userErrors { code } }';
  const add = `mutation ($url: String!) { made: addWebhook(input: { url: $url, types: [] }) ${select} }`;
  const rotate = `mutation ($id: ID!) { made: rotateWebhookSecret(input: { webhookId: $id }) ${select} }`;
  const { made: added } = await ask<{ made: WebhookSecret }>(server, add, { url });
  const { made: rotated } = await ask<{ made: WebhookSecret }>(server, rotate, { id: added.webhook.id });
  return [added.secret, rotated.secret];
}

export interface Leaked {
  keyId: string;
  secrets: ShownSecret[];
  /** What became of each, as `findCredential` says. */
  statuses: string[];
  answers: string;
}

/** A key whose secrets are told to have leaked, each in another way, well and badly; and they are looked for before and after. */
export async function leakSecrets(server: ServerProcess, scanner: ReturnType<typeof aScanner>): Promise<Leaked> {
  const { integratorKey } = await mutate(server, 'createIntegratorKey', { name: 'Leaky' });
  const keyId = integratorKey?.id ?? '';
  const answers: string[] = [];
  const post = async (path: string, headers: Record<string, string>, body: string) => {
    const answer = await fetch(`${server.address}/v1${path}`, { method: 'POST', headers, body });
    answers.push(JSON.stringify([answer.status, [...answer.headers], await answer.text()]));
  };
  const find = async (text: string) => {
    const query = `query ($text: String!) { findCredential(text: $text) { ours looksLikeOurs more credentials { credentialId label lastFour status intervals { from to } } } }`;
    const answer = await ask<{ findCredential: { credentials: { status: string }[] } }>(server, query, { text });
    answers.push(JSON.stringify(answer));
    return answer.findCredential.credentials[0]?.status ?? 'not found';
  };

  const json = { 'content-type': 'application/json' };
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const scanned = '/secret-scanning/github';
  const found = (token: string) => JSON.stringify([{ token, type: 'keyledger', url: `https://a.example/${token}` }]);
  const signed = (body: string) => post(scanned, scanner.signed(body), body);
  /** Told badly first, which ends nothing, and then well. */
  const ways: ((text: string) => Promise<void>)[] = [
    async (text) => {
      await post('/revoke', json, `{"secret": ${text}`);
      await post('/revoke', json, JSON.stringify({ secret: [text] }));
      await post('/revoke', { ...json, authorization: `Bearer ${text}`, 'user-agent': text }, JSON.stringify({ secret: text })); // prettier-ignore
    },
    async (text) => {
      await post('/revoke', form, `secret=${text}&secret=${text}`);
      await post('/revoke', form, String(new URLSearchParams({ secret: ` ${text}\r\n` })));
    },
    async (text) => {
      await post(scanned, { ...scanner.signed('[]'), 'user-agent': text }, found(text));
      await post(scanned, { ...scanner.signed(found(text)), 'github-public-key-identifier': text }, found(text));
      await signed(`[{"token":"${text}","type":"${text}"`);
      await signed(JSON.stringify([{ token: [text], [text]: text }]));
      await signed(found(text));
    },
  ];
  const secrets: ShownSecret[] = [];
  const statuses: string[] = [];
  for (const tell of ways) {
    const input = { integratorKeyId: keyId, label: 'leaky' };
    const made = await mutate<ShownSecret>(server, 'addSecret', input, 'secret { id lastFour } plainText');
    secrets.push(made);
    statuses.push(await find(made.plainText));
    await tell(made.plainText);
    statuses.push(await find(made.plainText));
  }
  return { keyId, secrets, statuses, answers: answers.join('\n') };
}
