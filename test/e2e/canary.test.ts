import { createPrivateKey } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { exported } from '../cli/a-bundle.js';
import { aScanner } from '../kit/leaks/scanner.js';
import { signLog, withLog } from '../kit/proof/signed-log.js';
import { post } from './client.js';
import { dump } from './dump.js';
import { everyVerb, type Life } from './every-verb.js';
import { addWebhook, leakSecrets, type Leaked } from './leaked.js';
import { formsFound, needlesOf } from './needles.js';
import { startServer, type ServerProcess } from '../kit/server/server-process.js';
import { minter } from '../kit/server/settings.js';
import { startReceiver } from '../kit/traces/receiver.js';
import { aReceiver, until } from '../kit/webhooks/receiver.js';
import { mistakesInV1, placedInV1 } from './v1-mistakes.js';
import { newDirectory } from './temporary-directories.js';

let life: Life;
let leaked: Leaked;
/** Of the webhook to which everything was sent. */
let signingSecrets: string[];
/** A token of an authorization server that has gone to `/v1` as everything else as well. */
let bearer: string;
/** Where a secret could have ended up. */
const places: Record<string, Buffer> = {};

/** Everything of a private key that makes it one: a line of its PEM, and the numbers in it. */
function secretsOf(pem: string): Buffer[] {
  const { d = '', p = '', q = '' } = createPrivateKey(pem).export({ format: 'jwk' });
  const line = pem.split('\n')[8] ?? '';
  return [Buffer.from(line), ...[d, p, q].map((number) => Buffer.from(number, 'base64url').subarray(8, 56))];
}

/** Puts the secret where it does not belong, as people do: each answer says no, or nothing. */
async function mistakes(server: ServerProcess, { keyId, keypairs }: Life, secret: string): Promise<Buffer> {
  const inputs: [string, object][] = [
    [`{ viewer { ${secret} } }`, {}],
    [`{ viewer { id }`, { [secret]: secret }],
    [`{ integratorKey(id: "${secret}") { id } }`, {}],
    [`{ integratorKeys(after: "${secret}") { totalCount } }`, {}],
    [`{ integratorKeys(atLeast: "${secret}") { totalCount } }`, {}],
    [`query ($n: Int!) { integratorKeys(first: $n) { totalCount } }`, { n: secret }],
    [
      `mutation { addSecret(input: { integratorKeyId: "${keyId}", label: "${secret}\\u0000" }) { userErrors { code message } } }`,
      {},
    ],
    [
      `mutation { addRedirectUri(input: { integratorKeyId: "${keyId}", redirectUri: "${secret}" }) { userErrors { code message } } }`,
      {},
    ],
    [
      `mutation ($k: String!) { uploadPublicKey(input: { integratorKeyId: "${keyId}", publicKey: $k }) { userErrors { code message } } }`,
      { k: keypairs[0]?.privateKeyPem },
    ],
    [
      `mutation ($i: RevokeSecretInput!) { revokeSecret(input: $i) { userErrors { code message } } }`,
      { i: { integratorKeyId: keyId, secretId: secret, more: secret } },
    ],
    [
      `mutation { requestGoLive(input: { integratorKeyId: "${keyId}", classification: PUBLIC, note: "${secret}" }) { userErrors { code message } } }`,
      {},
    ],
    [
      `mutation { suspendProduction(input: { integratorKeyId: "${keyId}", reason: "${secret}" }) { userErrors { code message } } }`,
      {},
    ],
    [
      `mutation { approveGoLive(input: { integratorKeyId: "${keyId}", requestId: "${secret}", note: "${secret}" }) { userErrors { code message } } }`,
      {},
    ],
    [
      `mutation ($r: [String!]!) { declineGoLive(input: { integratorKeyId: "${keyId}", requestId: "${keyId}", reasons: $r }) { userErrors { code message } } }`,
      { r: [secret] },
    ],
    [`{ goLiveRequests(filter: { account: "${secret}" }) { totalCount } }`, {}],
    [
      `query ($s: String!) { verifyClientSecret(clientId: "${keyId}", environment: DEMO, secret: $s) { active reason secretId } }`,
      { s: secret },
    ],
  ];
  for (const by of ['text', 'lastFour', 'kid', 'fingerprint'])
    inputs.push([
      `query ($s: String!) { findCredential(${by}: $s) { ours credentials { credentialId label lastFour kid } } }`,
      { s: secret },
    ]);
  const answers: unknown[] = [];
  for (const [query, variables] of inputs) answers.push(await post(server, query, variables));
  const query = encodeURIComponent(
    `{ verifyClientSecret(clientId: "${keyId}", environment: DEMO, secret: "${secret}") { active } }`,
  );
  for (const path of [`/graphql?query=${query}`, `/${secret}`, `/health/${secret}`]) {
    const headers = { authorization: `Bearer ${secret}`, 'apollo-require-preflight': 'yes', 'user-agent': 'a test' };
    answers.push(await (await fetch(server.address + path, { headers })).text());
  }
  const notJson = { method: 'POST', headers: { 'content-type': 'application/json' }, body: `{"query": ${secret}` };
  answers.push(await (await fetch(`${server.address}/graphql`, notJson)).text());
  expect(answers).toHaveLength(24);
  return Buffer.from(JSON.stringify(answers));
}

beforeAll(async () => {
  const dataDir = await newDirectory();
  const scanner = aScanner();
  const traces = await startReceiver();
  const hook = await aReceiver();
  const server = await startServer(dataDir, {
    KEYLEDGER_LOG_LEVEL: 'trace',
    KEYLEDGER_GITHUB_SCANNING_KEYS_FILE: scanner.file,
    KEYLEDGER_TRACES_URL: traces.url,
    KEYLEDGER_WEBHOOK_PRIVATE_ADDRESSES: 'on',
    KEYLEDGER_REVOCATIONS_PER_MINUTE_OF_ADDRESS: '1000000',
    KEYLEDGER_REVOCATIONS_PER_MINUTE: '1000000',
  });
  signingSecrets = await addWebhook(server, hook.url);
  life = await everyVerb(server, { spare: true });
  places['answers to every query'] = Buffer.from(await dump(server));
  places['answers to mistakes'] = await mistakes(server, life, life.secrets[1]?.plainText ?? '');
  bearer = await (await minter(dataDir))({ account: null, roles: ['AUTHORIZATION_SERVER'] });
  const sent = [life.secrets[1]?.plainText ?? '', bearer].flatMap((text) => placedInV1(text, life.keyId));
  const answers = await mistakesInV1(server.address, bearer, sent);
  places['answers of /v1'] = Buffer.from(answers.join('\n'));
  leaked = await leakSecrets(server, scanner);
  places['answers about leaks'] = Buffer.from(leaked.answers);
  const revoked = (key: string) => hook.of(key).filter(({ event }) => event.type === 'SecretRevoked').length;
  await until(() => revoked(leaked.keyId) === 3 && revoked(life.keyId) === 2);
  places['what the webhook was sent'] = Buffer.from(JSON.stringify(hook.came));
  places['the metrics'] = Buffer.from(await (await fetch(`${server.address}/metrics`)).text());
  for (const name of await readdir(dataDir)) places[`${name}, running`] = await readFile(join(dataDir, name));
  await server.stop();
  for (const name of await readdir(dataDir)) places[`${name}, stopped`] = await readFile(join(dataDir, name));
  places['the log'] = Buffer.from(server.output());
  places['the traces'] = traces.bytes();
  traces.close();
  hook.close();
  await rm(scanner.directory, { recursive: true });
  const keyFile = join(dataDir, 'audit-key.pem');
  await withLog(dataDir, (store) => signLog(store, keyFile));
  places['the bundle'] = (await exported({ dataDirectory: dataDir, keyFile }, '--account', 'acme')).bytes;
});

describe('what is shown once is nowhere afterwards', () => {
  test('no secret', () => {
    expect(allSecrets()).toHaveLength(9);
    for (const { plainText } of allSecrets()) expect(whereIs(Buffer.from(plainText))).toEqual([]);
  });

  test('not even the random part of one', () => {
    for (const { plainText } of allSecrets()) expect(whereIs(Buffer.from(plainText.slice(8, 40)))).toEqual([]);
  });

  test('no secret of a webhook, neither its text nor its bytes', () => {
    const all = [...life.signingSecrets, ...signingSecrets];
    expect(all.map((text) => text.slice(0, 6))).toEqual(all.map(() => 'whsec_'));
    expect(new Set(all).size).toBe(4);
    for (const text of all.map((secret) => secret.slice('whsec_'.length)))
      for (const form of [Buffer.from(text), Buffer.from(text, 'base64')]) expect(whereIs(form)).toEqual([]);
  });

  test('no token that has gone astray in /v1', () => {
    expect(whereIs(Buffer.from(bearer.split('.')[2] ?? ''))).toEqual([]);
    expect(whereIs(Buffer.from(bearer.split('.')[1] ?? ''))).toEqual([]);
  });

  test('no private key', () => {
    expect(life.keypairs).toHaveLength(5);
    for (const { privateKeyPem } of life.keypairs)
      for (const secret of secretsOf(privateKeyPem)) expect(whereIs(secret)).toEqual([]);
  });

  test('no pepper outside its file', async () => {
    const { peppers } = JSON.parse(String(places['peppers.json, stopped'])) as { peppers: { 1: string } };
    const found = whereIs(Buffer.from(peppers[1], 'base64'));
    expect(new Set(found.map((where) => where.split(',')[0]))).toEqual(new Set(['peppers.json']));
  });
});

const allSecrets = () => [...life.secrets, ...leaked.secrets];
const whereIs = (secret: Buffer) =>
  Object.entries(places).flatMap(([place, bytes]) => formsFound(bytes, secret).map((form) => `${place}: ${form}`));

describe('looking for it finds what is there', () => {
  test('the records of what may be asked for again, sealed', () => {
    expect(Object.keys(places)).toEqual(expect.arrayContaining(['idempotency.db, running', 'idempotency.db, stopped']));
    expect(places['idempotency.db, stopped']?.length).toBeGreaterThan(20_000);
  });

  test('the name and the last four, in the events, in the views and in the answers', () => {
    const events = [
      /^events\.db/,
      /^views\.db/,
      /^answers to every query/,
      /^the bundle/,
      /^what the webhook was sent/,
    ];
    for (const told of [life.name, ...life.secrets.map(({ secret }) => secret.lastFour)])
      for (const place of events) expect(whereIs(Buffer.from(told)).some((found) => place.test(found))).toBe(true);
  });

  test('the digests of the secrets, in the bundle', () => {
    const digests = String(places['the bundle']).match(/"digest":"[A-Za-z0-9_-]{43}"/g) ?? [];
    expect(new Set(digests).size).toBeGreaterThanOrEqual(life.secrets.length);
  });

  test('the answers of /v1: good ones, and every kind of no', () => {
    const statuses = String(places['answers of /v1'])
      .split('\n')
      .map((answer) => Number(answer.slice(1, 4)));
    for (const status of [200, 400, 401, 404, 405, 413, 415]) expect(statuses).toContain(status);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
    expect(statuses.length).toBeGreaterThan(300);
    expect(String(places['answers of /v1'])).toContain(`\\"active\\":true`);
    expect(String(places['the log'])).toContain('/v1/:environment/authenticate-client');
    expect(String(places['the log'])).toContain('leaked secret revoked');
  });

  test('the secrets that have leaked: each was revoked, and that is told everywhere', () => {
    expect(leaked.statuses).toEqual(['ACTIVE', 'REVOKED', 'ACTIVE', 'REVOKED', 'ACTIVE', 'REVOKED']);
    const answered = leaked.answers.split('\n').map((answer) => answer.slice(1, 4));
    expect(new Set(answered)).toEqual(new Set(['"fi', '200', '400', '403']));
    expect(leaked.answers).toContain('true_positive');
    for (const { secret } of leaked.secrets)
      for (const place of ['answers about leaks', 'what the webhook was sent', 'the log'])
        expect([place, places[place]?.includes(secret.id)]).toEqual([place, true]);
    for (const source of ['possession', 'secret-scanning'])
      expect(String(places['the metrics'])).toMatch(RegExp(`{source="${source}",done="revoked"} [1-9]`));
  });

  test('the operations that took them, in the traces', () => {
    for (const name of ['/v1 revokeLeakedSecret', '/v1 reportFoundSecrets', 'GraphQL findCredential'])
      expect([name, places['the traces']?.includes(name)]).toEqual([name, true]);
  });

  test('the log, which says of the mistakes that there were some', () => {
    expect(String(places['the log'])).toMatch(/"codes":\["SECRET_MATERIAL"\]/);
  });

  test.each(needlesOf(Buffer.from('a secret of thirty-two characters')))('in the form $form', ({ form }) => {
    const secret = Buffer.from('a secret of thirty-two characters');
    const [encoding, shift] = form.split(' from ');
    const around = Buffer.concat([Buffer.from('~~~'.slice(0, Number(shift ?? 1))), secret, Buffer.from('~~~~')]);
    const written: Record<string, string> = {
      plain: 'latin1',
      hex: 'hex',
      HEX: 'hex',
      base64: 'base64',
      base64url: 'base64url',
    };
    const text = around.toString(written[encoding ?? ''] as BufferEncoding);
    const haystack =
      form === 'UTF-16'
        ? Buffer.from(String(around), 'utf16le')
        : Buffer.from(form === 'HEX' ? text.toUpperCase() : text);
    expect(formsFound(haystack, secret)).toContain(form);
  });
});
