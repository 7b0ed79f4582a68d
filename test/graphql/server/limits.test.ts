import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse } from 'graphql';
import { costLimit } from '../../../src/graphql/server/limits.js';
import { makeSchema } from '../../../src/graphql/server/schema.js';
import { answerOf, client, errorsOf } from '../../kit/server/followers.js';
import { aServer, serve } from '../../kit/server/server.js';

const server = aServer();

const nested = (depth: number) =>
  `{ integratorKeys { nodes { ${'history { nodes { '.repeat(depth)} id ${'} }'.repeat(depth)} } } }`;

describe('a document', () => {
  test('of a field name of 100,000 characters is refused and not repeated', async () => {
    const answer = await server.ask(`{ ${'x'.repeat(100_000)} }`);
    expect(answer.status).toBe(400);
    expect(answer.text.length).toBeLessThan(1000);
  });

  test.each([
    ['empty objects for ids', { removeRedirectUriIds: Array(40_000).fill({}) }, 'has an invalid value'],
    ['unknown fields', Object.fromEntries(Array.from({ length: 8_000 }, (_, n) => [`f${n}`, 1])), 'is not defined by'],
  ])('with thousands of %s in its variables is refused for the first of them', async (_, faults, because) => {
    const query =
      'mutation ($input: SaveIntegratorKeyInput!) { saveIntegratorKey(input: $input) { userErrors { code } } }';
    const answer = await server.ask(query, { input: { integratorKeyId: randomUUID(), ...faults } }, 'of nobody');
    expect(answer).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(answer.errors[0]?.message).toContain(because);
  });

  test('looks at no more of what is wrong in its variables than it tells', async () => {
    const looked = new Set<number>(); // telling each of 40,000 took from 8 seconds to minutes
    const faults = Array.from({ length: 40_000 }, (_, index) => new Proxy({}, { get: () => void looked.add(index) }));
    const document = parse(
      'mutation ($input: SaveIntegratorKeyInput!) { saveIntegratorKey(input: $input) { userErrors { code } } }',
    );
    const variables = { input: { integratorKeyId: randomUUID(), removeRedirectUriIds: faults } };
    const [operation] = document.definitions;
    const limit = await costLimit.requestDidStart?.({} as never);
    const asked = { schema: makeSchema(), document, operation, request: { variables }, operationName: null };
    await expect(limit?.didResolveOperation?.(asked as never)).rejects.toThrow('ID cannot represent value');
    expect(looked.size).toBeLessThan(10);
  });

  test.each([
    ['fragments in a circle', '{ viewer { ...A } } fragment A on Viewer { ...B } fragment B on Viewer { ...A }'],
    ['a fragment of itself', '{ viewer { ...A } } fragment A on Viewer { id ...A }'],
    ['lists in lists', nested(8)],
  ])('with %s is refused', async (_, query) => {
    expect(await server.ask(query)).toMatchObject({ status: 400, code: 'GRAPHQL_VALIDATION_FAILED' });
  });

  test('that asks for too many fields is refused before it runs, by aliases or by pages', async () => {
    const page =
      'integratorKeys(first: 100) { nodes { id name owner secrets { id } keypairs { id } history(first: 3) { nodes { id } } } }';
    const aliases = Array.from({ length: 20 }, (_, index) => `a${index}: ${page}`).join(' ');
    const answer = await server.ask(`{ ${aliases} }`);
    expect(answer).toMatchObject({ status: 400, code: 'BAD_USER_INPUT' });
    expect(answer.errors[0]?.message).toMatch(
      /^The operation costs up to \d+, counted in fields; at most 20000 are answered\.$/,
    );
    expect((await server.ask(`{ ${page} }`)).status).toBe(200);
    const query = `query ($n: Int) { integratorKeys(first: $n) { nodes { history(first: $n) { nodes { id type } } } } }`;
    expect((await server.ask(query, { n: 100 })).code).toBe('BAD_USER_INPUT');
    expect((await server.ask(query, { n: 20 })).errors).toEqual([]);
    const counts = Array.from({ length: 10 }, (_, index) => `a${index}: integratorKeys(first: 1) { totalCount }`);
    expect((await server.ask(`{ ${counts.join(' ')} }`)).code).toBe('BAD_USER_INPUT');
  });

  test('that comes again is judged by what it asks for this time', async () => {
    const history = 'history(first: 100) { nodes { id type } }';
    const byNumber = `query ($n: Int) { integratorKeys(first: $n) { nodes { ${history} } } }`;
    expect((await server.ask(byNumber, { n: 1 })).errors).toEqual([]);
    expect((await server.ask(byNumber, { n: 100 })).code).toBe('BAD_USER_INPUT');
    expect((await server.ask(byNumber, { n: 'many' })).code).toBe('BAD_USER_INPUT');
    expect((await server.ask(byNumber, { n: 1 })).errors).toEqual([]);
    const byName = `query ($few: Int, $many: Int) { integratorKeys(first: $few, last: $many) { nodes { ${history} } } }`;
    expect((await server.ask(byName, { few: 2 })).errors).toEqual([]);
    expect((await server.ask(byName, { many: 100 })).code).toBe('BAD_USER_INPUT');
    const byDefault = `query ($n: Int = 100) { integratorKeys(first: $n) { nodes { ${history} } } }`;
    expect((await server.ask(byDefault, { n: null })).errors).toEqual([]);
    expect((await server.ask(byDefault)).code).toBe('BAD_USER_INPUT');
    const bySwitch = `query ($all: Boolean!) { integratorKeys(first: 100) { nodes { id ${history.replace(' {', ' @include(if: $all) {')} } } }`;
    expect((await server.ask(bySwitch, { all: false })).errors).toEqual([]);
    expect((await server.ask(bySwitch, { all: true })).code).toBe('BAD_USER_INPUT');
  });

  test('of the tools that read the schema is answered', async () => {
    expect((await server.ask(getIntrospectionQuery({ inputValueDeprecation: true }))).errors).toEqual([]);
  });
});

test('more keypairs at once than can be made soon: each is a keypair or UNAVAILABLE, and the server goes on', async () => {
  const integratorKeyId = await server.newKey();
  const many = Array.from(
    { length: 40 },
    (_, n) => `a${n}: addKeypair(input: { integratorKeyId: $id, modulusLength: 2048 }) { userErrors { code } }`,
  );
  const query = `mutation ($id: ID!) { ${many.join(' ')} }`;
  const { data, errors } = await server.ask(query, { id: integratorKeyId });
  for (const { extensions } of errors) expect(extensions.code).toBe('UNAVAILABLE');
  const codes = Object.values(data ?? {}).map((payload) => JSON.stringify(payload?.['userErrors'] ?? null));
  expect(codes.filter((code) => code === '[]')).toHaveLength(5);
  expect(new Set(codes.slice(5))).toEqual(new Set(['[{"code":"KEYPAIR_LIMIT_REACHED"}]']));
  expect((await server.ask('{ viewer { id } }')).status).toBe(200);
});

describe('with introspection and the page switched off', () => {
  test('the schema stays unknown: neither asked for nor suggested', async () => {
    const closed = await serve({ KEYLEDGER_INTROSPECTION: 'off', KEYLEDGER_IDE: 'off' });
    try {
      const subscriber = client(closed.address, closed.administrator);
      const told = {
        message: 'This server answers no questions about its schema: KEYLEDGER_INTROSPECTION is off.',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      };
      for (const question of ['{ __schema { types { name } } }', '{ __type(name: "Query") { name } }']) {
        const { status, errors } = await closed.ask(question);
        expect([status, errors]).toEqual([400, [expect.objectContaining(told)]]);
        expect(errorsOf(await answerOf(subscriber, question))).toEqual([expect.objectContaining(told)]);
      }
      await subscriber.dispose();
      const mistyped = await closed.ask('{ viewr { id } integratorKeys(frist: 1) { totalCount } }');
      expect(mistyped.text).not.toMatch(/did you mean/i);
      expect(mistyped.text).not.toContain('viewer');
      expect((await closed.ask('{ __typename viewer { id } }')).errors).toEqual([]);

      for (const path of ['/', '/ide']) expect((await closed.get(path, { accept: 'text/html' })).status).toBe(404);
      const page = await closed.get('/graphql', { accept: 'text/html' });
      expect(page.status).toBeGreaterThanOrEqual(400);
      expect(page.status).toBeLessThan(500);
      expect(page.text).not.toMatch(/<html/i);
      expect(page.text).not.toContain(closed.administrator);
    } finally {
      await closed.remove();
    }
  });

  test('the control: switched on, both are there', async () => {
    expect((await server.ask('{ viewr { id } }')).text).toMatch(/did you mean/i);
    expect((await server.get('/graphql', { accept: 'text/html' })).text).toMatch(/<html/i);
  });
});

test('whoever is going to be refused takes no keypair away from others', async () => {
  const pairs = Array.from({ length: 5 }, () => ({ modulusLength: 4096 }));
  const saves = Array.from({ length: 20 }, () =>
    server.mutate('saveIntegratorKey', { integratorKeyId: randomUUID(), addKeypairs: pairs }),
  );
  for (const { userErrors } of await Promise.all(saves))
    expect(userErrors).toMatchObject([{ code: 'KEY_NOT_FOUND', field: ['integratorKeyId'] }]);
});

test('a name that no key can have is not looked for', async () => {
  const filter = { nameContains: '\u0301\u0316'.repeat(20_000) };
  const query = 'query ($filter: IntegratorKeyFilter) { integratorKeys(filter: $filter) { totalCount } }';
  expect(await server.ask(query, { filter })).toMatchObject({ code: 'BAD_USER_INPUT' });
});
