import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Fields } from '../../kit/server/ask.js';
import { answerOf, subscribersOf } from '../../kit/server/followers.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const subscriber = subscribersOf(server);
const events = async (id: string) => {
  const { data } = await server.ask('query ($id: ID!) { integratorKey(id: $id) { history { totalCount } } }', { id });
  return data['integratorKey']?.['history']?.['totalCount'];
};
const addSecret = 'secret { id } plainText position userErrors { code field }';
const adding = (id: string, key: string, more = '') =>
  `addSecret(input: { integratorKeyId: "${id}", idempotencyKey: "${key}"${more} }) { ${addSecret} }`;

describe('in one document', () => {
  test('the same command under two aliases is done once, and answered twice alike', async () => {
    const [id, key] = [await server.newKey(), randomUUID()];
    const { data, errors } = await server.ask(`mutation { a: ${adding(id, key)} b: ${adding(id, key)} }`);
    expect(errors).toEqual([]);
    expect(data['a']).toMatchObject({ userErrors: [], plainText: expect.stringMatching(/^kl_demo_/) });
    expect(data['b']).toEqual(data['a']);
    expect(await events(id)).toBe(2);
  });

  test('other arguments under the same key are refused, and the first command stands', async () => {
    const [id, key] = [await server.newKey(), randomUUID()];
    const { data } = await server.ask(`mutation { a: ${adding(id, key)} b: ${adding(id, key, ', label: "x"')} }`);
    expect(data['a']).toMatchObject({ userErrors: [] });
    expect(data['b']).toMatchObject({ plainText: null, userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }] });
    expect(await events(id)).toBe(2);
  });

  test('two mutations that share a key are two commands', async () => {
    const [id, key] = [await server.newKey(), randomUUID()];
    const input = `input: { integratorKeyId: "${id}", idempotencyKey: "${key}"`;
    const { data } = await server.ask(
      `mutation { disableIntegratorKey(${input} }) { userErrors { code } } enableIntegratorKey(${input} }) { userErrors { code } } renameIntegratorKey(${input}, name: "New" }) { userErrors { code } } }`,
    );
    for (const payload of Object.values(data)) expect(payload).toEqual({ userErrors: [] });
    expect(await events(id)).toBe(4);
  });

  test('the same retried in another order of fields, with defaults written out, and as variables, is the same', async () => {
    const [id, key] = [await server.newKey(), randomUUID()];
    const forms = [
      `mutation { addSecret(input: { integratorKeyId: "${id}", idempotencyKey: "${key}" }) { ${addSecret} } }`,
      `mutation { addSecret(input: { idempotencyKey: "${key}", environment: DEMO, integratorKeyId: "${id}" }) { ${addSecret} } }`,
    ];
    const texts = await Promise.all(forms.map(async (form) => (await server.ask(form)).text));
    const query = `mutation ($input: AddSecretInput!) { addSecret(input: $input) { ${addSecret} } }`;
    texts.push((await server.ask(query, { input: { idempotencyKey: key, integratorKeyId: id } })).text);
    expect(new Set(texts).size).toBe(1);
    expect(await events(id)).toBe(2);
  });
});

describe('a key', () => {
  test('that is null is none: done each time', async () => {
    const id = await server.newKey();
    for (let n = 0; n < 2; n++)
      expect(await server.mutate('addSecret', { integratorKeyId: id, idempotencyKey: null })).toMatchObject({
        userErrors: [],
      });
    expect(await events(id)).toBe(3);
  });

  test.each<[string, unknown]>([
    ['a list', [randomUUID()]],
    ['an object', { a: randomUUID() }],
    ['a number', 1234567890123456],
    ['true', true],
  ])('that is %s is a bad value, and does nothing', async (_, idempotencyKey) => {
    const id = await server.newKey();
    const query = 'mutation ($input: AddSecretInput!) { addSecret(input: $input) { plainText } }';
    const { code, text } = await server.ask(query, { input: { integratorKeyId: id, idempotencyKey } });
    expect(code).toBe('BAD_USER_INPUT');
    expect(text).not.toContain('1234567890');
    expect(await events(id)).toBe(1);
  });

  test.each([
    '',
    ' '.repeat(15),
    'x'.repeat(256),
    'é'.repeat(20),
    'tab\tin the middle',
    'a NUL \0 in the middle',
    '\ud800'.repeat(20),
  ])('that is %j is refused', async (idempotencyKey) => {
    const id = await server.newKey();
    expect(await server.mutate('addSecret', { integratorKeyId: id, idempotencyKey })).toMatchObject({
      integratorKey: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_INVALID', field: ['idempotencyKey'] }],
    });
    expect(await events(id)).toBe(1);
  });

  test.each([
    ' '.repeat(16),
    '__proto__constructor',
    '%00%00%00%00%00%00',
    `'; DROP TABLE idempotency; --`,
    '{"$ne":null}........',
    '~'.repeat(255),
  ])('that is %j is a key like any other', async (idempotencyKey) => {
    const id = await server.newKey();
    const input = { integratorKeyId: id, idempotencyKey };
    const made = await server.mutate('addSecret', input, 'plainText');
    expect(made).toMatchObject({ userErrors: [] });
    expect(await server.mutate('addSecret', input, 'plainText')).toEqual(made);
    expect(
      await server.mutate('addSecret', { ...input, idempotencyKey: `${idempotencyKey.slice(1)}?` }, 'plainText'),
    ).not.toEqual(made);
    expect(await events(id)).toBe(3);
  });

  test('over a WebSocket does nothing: mutations go by POST', async () => {
    const id = await server.newKey();
    const answer = await answerOf(subscriber(server.administrator), `mutation { ${adding(id, randomUUID())} }`);
    expect(JSON.stringify(answer)).toContain('BAD_USER_INPUT');
    expect(await events(id)).toBe(1);
  });
});

describe('somebody else', () => {
  const spied = async (token: string) => {
    const [id, key] = [await server.newKey(), randomUUID()];
    const made = await server.mutate('addSecret', { integratorKeyId: id, idempotencyKey: key }, 'plainText');
    const answer = await server.ask(`mutation { ${adding(id, key)} }`, {}, token);
    expect(answer.text).not.toContain(String(made['plainText']));
    expect(await events(id)).toBe(2);
    return answer.code ?? (answer.data['addSecret']?.['userErrors'] as unknown as { code: string }[])[0]?.code;
  };

  test('of another account does not get the answer by knowing the key', async () =>
    expect(await spied(await server.token({ account: 'globex' }))).toBe('KEY_NOT_FOUND'));
  test('with the same id in another account neither', async () =>
    expect(
      await spied(await server.token({ account: 'globex', subject: `administrator@${server.account}.example` })),
    ).toBe('KEY_NOT_FOUND'));
  test('who is a developer neither', async () =>
    expect(await spied(await server.token({ roles: ['DEVELOPER'] }))).toBe('KEY_NOT_FOUND'));
  test.each(['AUDITOR', 'REVIEWER', 'AUTHORIZATION_SERVER'] as const)(
    'who is %s is not even asked for the key',
    async (role) => {
      const account = role === 'AUTHORIZATION_SERVER' ? null : server.account;
      expect(
        await spied(await server.token({ roles: [role], account, subject: `administrator@${server.account}.example` })),
      ).toBe('FORBIDDEN');
    },
  );
});

describe('the same person, who has lost the key since,', () => {
  test('gets the answer of then and nothing of what came after; without the role not even that', async () => {
    const [id, key] = [await server.newKey(), randomUUID()];
    const query = `mutation { addSecret(input: { integratorKeyId: "${id}", idempotencyKey: "${key}" }) { plainText integratorKey { name owner revision history(last: 9) { nodes { type } } } userErrors { code } } }`;
    const first = await server.ask(query);
    await server.mutate('transferOwnership', { integratorKeyId: id, newOwner: 'grace' });
    await server.mutate('renameIntegratorKey', { integratorKeyId: id, name: 'Later' });
    const person = { subject: `administrator@${server.account}.example` };
    const again = await server.ask(query, {}, await server.token({ ...person, roles: ['DEVELOPER'] }));
    expect(again.text).toBe(first.text);
    const { code, text } = await server.ask(query, {}, await server.token({ ...person, roles: ['AUDITOR'] }));
    expect(code).toBe('FORBIDDEN');
    expect(text).not.toContain('kl_demo_');
    expect(await events(id)).toBe(4);
  });
});

test('in a race with other commands on the key, and with itself, it is done once', async () => {
  const [id, key] = [await server.newKey(), randomUUID()];
  const input = { integratorKeyId: id, idempotencyKey: key };
  const retries = Array.from({ length: 12 }, () => server.mutate('addSecret', input, 'secret { id } plainText'));
  const others = Array.from({ length: 12 }, (_, n) =>
    server.mutate('renameIntegratorKey', { integratorKeyId: id, name: `N${n}` }),
  );
  const answers = await Promise.all(retries);
  await Promise.all(others);
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(await events(id)).toBe(1 + 1 + 12);
});

test('an input as large as there may be is remembered, and told from one that differs at its end', async () => {
  const [id, idempotencyKey] = [await server.newKey(), randomUUID()];
  const addRedirectUris = Array.from({ length: 50 }, (_, n) => ({
    redirectUri: `https://a.example/${n}/`.padEnd(1900, 'x'),
  }));
  const input = { integratorKeyId: id, idempotencyKey, addRedirectUris, description: 'd'.repeat(2000) };
  const saved: Fields = await server.mutate('saveIntegratorKey', input);
  expect(saved).toMatchObject({ userErrors: [] });
  expect(await server.mutate('saveIntegratorKey', input)).toEqual(saved);
  const other = { ...input, description: `${'d'.repeat(1999)}e` };
  expect(await server.mutate('saveIntegratorKey', other)).toMatchObject({
    userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
  });
});
