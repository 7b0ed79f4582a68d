import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const many = (count: number, one: (n: number) => string) => Array.from({ length: count }, (_, n) => one(n)).join(' ');
const mutation = (count: number) =>
  `mutation { ${many(count, (n) => `a${n}: createIntegratorKey(input: { name: "Key ${n}", description: "One of many" }) { integratorKey { id name } userErrors { code message field } position }`)} }`;

/** The only error, as it is told. */
async function toldOf(query: string) {
  const { status, errors } = await server.ask(query);
  expect(errors).toHaveLength(1);
  return { status, message: errors[0]?.message, code: errors[0]?.extensions.code };
}

describe('tokens', () => {
  test.each([
    ['counted', `{ viewer { ${'id '.repeat(3996)} } }`, '4001'],
    ['counted no further than is sensible', `{ viewer { ${'a '.repeat(41_000)} } }`, 'more than 40000'],
    ['that are none behind the limit', `{ viewer { ${'id '.repeat(4000)} \u0007`, 'more than 4000'],
  ])('beyond 4,000: %s', async (_, query, asked) => {
    const message = `The document has ${asked} tokens; at most 4000 are read.`;
    expect(await toldOf(query)).toEqual({ status: 400, code: 'TOO_MANY_TOKENS', message });
  });

  test('a syntax error before the limit is one', async () => {
    expect((await server.ask('{ viewer {')).code).toBe('GRAPHQL_PARSE_FAILED');
  });

  test('fields of one name again and again are told in words of ours', async () => {
    const { message, code } = await toldOf(`{ viewer { ${'id '.repeat(3900)} } }`);
    expect([message, code]).toEqual([
      'The document names too many fields twice; validation stopped.',
      'GRAPHQL_VALIDATION_FAILED',
    ]);
  });
});

describe('root fields', () => {
  test('a hundred small lookups are a batch', async () => {
    const lookup = (n: number) =>
      `a${n}: integratorKey(id: "${randomUUID()}") { id clientId name status environments owner createdAt updatedAt revision secrets { id status } redirectUris { id uri } }`;
    expect(await server.ask(`{ ${many(100, lookup)} }`)).toMatchObject({ status: 200, errors: [] });
  });

  test('sixty mutations are answered', async () => {
    const { status, errors, data } = await server.ask(mutation(60));
    expect([status, errors, Object.keys(data).length]).toEqual([200, [], 60]);
  });

  test.each([
    ['mutations', mutation(101)],
    ['aliases', `{ ${many(101, (n) => `a${n}: viewer { id }`)} }`],
    [
      'fragments',
      `{ ...A ...B ...B } fragment A on Query { ${many(51, (n) => `a${n}: viewer { id }`)} } fragment B on Query { ... on Query { ${many(50, (n) => `b${n}: viewer { id }`)} } }`,
    ],
  ])('more than a hundred are refused by their number: %s', async (_, query) => {
    const message = 'The operation asks for 101 root fields; at most 100 are answered.';
    expect(await toldOf(query)).toEqual({ status: 400, code: 'TOO_MANY_ROOT_FIELDS', message });
  });

  test('a refused batch has done nothing', async () => {
    const count = async () => (await server.ask('{ integratorKeys { totalCount } }')).data;
    const before = await count();
    await server.ask(mutation(101));
    expect(await count()).toEqual(before);
  });
});

test('too deep is told with both numbers, and without the name of the operation', async () => {
  const query = `query CANARY { __type(name: "Query") { ${'ofType { '.repeat(20)} name ${'} '.repeat(20)} } }`;
  const { status, message, code } = await toldOf(query);
  expect([status, code]).toEqual([400, 'TOO_DEEP']);
  expect(message).toBe(
    'The operation is nested too deep: operation introspection depth 21 exceeds maximum of 16, field __Type.ofType nested 20 times which exceeds maximum of 9.',
  );
  expect(message).not.toContain('CANARY');
});
