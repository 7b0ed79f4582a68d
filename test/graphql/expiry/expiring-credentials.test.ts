import { beforeAll, expect, test } from '@jest/globals';
import { aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServerOfItsOwn();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
let keyId: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  keyId = await server.newKey('Ending');
  const add = async (label: string, expiresAt?: string) => {
    const { secret } = await server.mutate('addSecret', { integratorKeyId: keyId, label, expiresAt }, 'secret { id }');
    ids[label] = String(secret?.['id']);
  };
  await add('never');
  await add('in 40 days', inDays(40));
  await add('in 5 days', inDays(5));
  await add('retiring');
  const retire = { integratorKeyId: keyId, secretId: ids['retiring'], overlap: 'P10D', label: 'new' };
  await server.mutate('rotateSecret', retire);
});

interface Listed {
  nodes: { credentialId: string; label: string; kind: string; endsAt: string; replacedBy: string | null }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
async function expiring(args: string, token?: string) {
  const asked = `{ expiringCredentials(${args}) {
    nodes { credentialId integratorKeyId label kind environment endsAt replacedBy reminders { days } } totalCount
    pageInfo { hasNextPage endCursor } } }`;
  const { data, errors } = await server.ask(asked, {}, token);
  return { errors, ...(data?.['expiringCredentials'] as unknown as Listed) };
}
const labels = ({ nodes }: Listed) => nodes.map(({ label }) => label);

test('what counts and ends soon is listed, the next end first, retiring ones too', async () => {
  expect(labels(await expiring('within: "P30D"'))).toEqual(['in 5 days', 'retiring']);
  const all = await expiring('within: "P1000D"');
  expect([labels(all), all.totalCount]).toEqual([['in 5 days', 'retiring', 'in 40 days'], 3]);
  expect(all.nodes[1]).toMatchObject({ credentialId: ids['retiring'], kind: 'SECRET' });
  expect(all.nodes[1]?.replacedBy).toMatch(/^[0-9a-f-]{36}$/);
  expect(labels(await expiring('within: "P30D", environment: PRODUCTION'))).toEqual([]);
});

test('in pages there is no gap', async () => {
  const first = await expiring('within: "P1000D", first: 2');
  expect(first.pageInfo.hasNextPage).toBe(true);
  const rest = await expiring(`within: "P1000D", first: 2, after: "${first.pageInfo.endCursor}"`);
  expect([...labels(first), ...labels(rest)]).toEqual(['in 5 days', 'retiring', 'in 40 days']);
});

test('of the keys within reach alone', async () => {
  expect(labels(await expiring('within: "P30D"', await server.token({ account: 'globex' })))).toEqual([]);
  const developer = await server.token({ roles: ['DEVELOPER'], subject: 'somebody@acme.example' });
  expect(labels(await expiring('within: "P30D"', developer))).toEqual([]);
});

test('keys are found by what ends', async () => {
  const count = async (within: string) => {
    const asked = `{ integratorKeys(filter: { expiresWithin: "${within}" }) { totalCount nodes { id } } }`;
    return (await server.ask(asked)).data['integratorKeys'];
  };
  expect(await count('P6D')).toMatchObject({ totalCount: 1, nodes: [{ id: keyId }] });
  expect(await count('P1D')).toMatchObject({ totalCount: 0 });
});

test.each(['P1M', '30', 'P3651D', ''])('the span "%s" is refused', async (within) => {
  const { errors } = await expiring(`within: "${within}"`);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
});
