import { beforeAll, expect, test } from '@jest/globals';
import { aServerOfItsOwn } from '../../kit/server/server.js';

const server = aServerOfItsOwn();
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
let keyId: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  keyId = await server.newKey('Older than the policy');
  const add = async (label: string, more: object = {}) => {
    const { secret } = await server.mutate('addSecret', { integratorKeyId: keyId, label, ...more }, 'secret { id }');
    ids[label] = String(secret?.['id']);
  };
  await add('endless');
  await add('short', { expiresAt: inDays(5) });
  await add('long', { expiresAt: inDays(400), notBefore: inDays(1) });
  await server.mutate('addKeypair', { integratorKeyId: keyId });
});

interface Listed {
  nodes: { label: string; rule: string; credentialId: string }[];
  totalCount: number;
  pageInfo: { hasNextPage: boolean; endCursor: string };
}
async function violations(args = '', token?: string) {
  const asked = `{ policyViolations${args} {
    nodes { credentialId integratorKeyId kind environment label rule since endsAt } totalCount
    pageInfo { hasNextPage endCursor } } }`;
  const { data, errors } = await server.ask(asked, {}, token);
  return { errors, ...(data?.['policyViolations'] as unknown as Listed) };
}
const told = ({ nodes }: Listed) => nodes.map(({ label, rule }) => `${label}: ${rule}`);
async function setPolicy(input: Record<string, unknown>) {
  const set = 'mutation ($input: SetAccountPolicyInput!) { setAccountPolicy(input: $input) { userErrors { code } } }';
  expect((await server.ask(set, { input })).data['setAccountPolicy']).toEqual({ userErrors: [] });
}

test('nothing breaks a policy that says nothing', async () => {
  expect(await violations()).toMatchObject({ nodes: [], totalCount: 0, errors: [] });
});

test('what is older than the policy is listed with the rule that it breaks, the oldest first', async () => {
  await setPolicy({ longestSecretLife: 'P90D' });
  const found = await violations();
  expect(told(found)).toEqual(['endless: SECRET_EXPIRY_REQUIRED', 'long: SECRET_LIFE_TOO_LONG']);
  expect(found.nodes[0]).toMatchObject({
    ...{ credentialId: ids['endless'], integratorKeyId: keyId, kind: 'SECRET', environment: 'DEMO', endsAt: null },
  });
  await setPolicy({ longestSecretLife: null, maxSecretsPerEnvironment: 1 });
  expect(told(await violations())).toEqual(['short: SECRET_LIMIT_REACHED', 'long: SECRET_LIMIT_REACHED']);
});

test('one that breaks several rules is there for each, and in pages there is no gap', async () => {
  await setPolicy({ secretExpiryRequired: true, keypairsOnly: true, maxSecretsPerEnvironment: null });
  const first = await violations('(first: 1)');
  expect(first).toMatchObject({ totalCount: 4, pageInfo: { hasNextPage: true } });
  const rest = await violations(`(after: "${first.pageInfo.endCursor}")`);
  expect([...told(first), ...told(rest)]).toEqual([
    ...['endless: KEYPAIRS_ONLY', 'endless: SECRET_EXPIRY_REQUIRED', 'short: KEYPAIRS_ONLY', 'long: KEYPAIRS_ONLY'],
  ]);
  expect(told(await violations('(environment: PRODUCTION)'))).toEqual([]);
});

test('of the keys within reach alone, and of the own account', async () => {
  expect(told(await violations('', await server.token({ account: 'globex' })))).toEqual([]);
  const developer = await server.token({ roles: ['DEVELOPER'], subject: 'somebody@acme.example' });
  expect(told(await violations('', developer))).toEqual([]);
  const { errors } = await violations('', await server.token({ roles: ['AUDITOR'], account: null }));
  expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
});

test('what is revoked, and what is of a disabled key, is not there', async () => {
  await server.mutate('revokeSecret', { integratorKeyId: keyId, secretId: ids['short'], allowLastUsable: true }, '');
  expect((await violations()).totalCount).toBe(3);
  await server.mutate('disableIntegratorKey', { integratorKeyId: keyId }, '');
  expect((await violations()).totalCount).toBe(0);
});
