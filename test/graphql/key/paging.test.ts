import { beforeAll, describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const names = Array.from({ length: 25 }, (_, index) => `Key ${String(index).padStart(2, '0')}`);
beforeAll(async () => {
  for (const name of names) await server.newKey(name);
});

interface Page {
  nodes: { name: string }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string };
  totalCount: number;
}
const page = async (page: string) => {
  const answer = await server.ask(
    `{ integratorKeys(${page}) { nodes { name } totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
  );
  return { ...answer, page: (answer.data?.['integratorKeys'] ?? {}) as unknown as Page };
};
const namesOf = ({ nodes }: Page) => nodes.map(({ name }) => name);

test.each([
  'first: null',
  'filter: null',
  'sort: null',
  'atLeast: null',
  'first: null, last: null, after: null, before: null',
])('%s is as good as leaving it out: 20 by name', async (arguments_) => {
  const { page: first } = await page(arguments_);
  expect(namesOf(first)).toEqual(names.slice(0, 20));
  expect(first).toMatchObject({ totalCount: 25, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
});

test('pages forwards and back again meet', async () => {
  const { page: first } = await page('first: 10');
  const { page: second } = await page(`first: 10, after: "${first.pageInfo.endCursor}"`);
  expect(namesOf(second)).toEqual(names.slice(10, 20));
  const { page: back } = await page(`last: 10, before: "${second.pageInfo.startCursor}"`);
  expect(namesOf(back)).toEqual(names.slice(0, 10));
  expect(namesOf((await page('last: 5')).page)).toEqual(names.slice(20));
  expect(namesOf((await page('first: 3, sort: { direction: DESC }')).page)).toEqual(names.slice(-3).reverse());
});

describe.each([
  'first: 0',
  'first: 101',
  'first: -1',
  'first: 2147483647',
  'last: 0',
  'last: 101',
  'last: -2147483648',
  'first: 1, last: 1',
  'first: 1, before: "x"',
  'last: 1, after: "x"',
  'after: ""',
  'after: "nonsense"',
  'after: "bnVsbA"',
  'after: "W10"',
])('%s', (arguments_) => {
  test('of keys is a bad argument', async () => expect((await page(arguments_)).code).toBe('BAD_USER_INPUT'));

  test('of the history too', async () => {
    const query = `{ integratorKeys(first: 1) { nodes { history(${arguments_}) { totalCount } } } }`;
    expect((await server.ask(query)).code).toBe('BAD_USER_INPUT');
  });
});

test('a cursor of another list or order is refused', async () => {
  const { page: first } = await page('first: 1');
  const cursor = first.pageInfo.endCursor;
  expect((await page(`after: "${cursor}", sort: { field: CREATED_AT }`)).code).toBe('BAD_USER_INPUT');
  const { code } = await server.ask(
    `{ integratorKeys(first: 1) { nodes { history(after: "${cursor}") { totalCount } } } }`,
  );
  expect(code).toBe('BAD_USER_INPUT');
});
