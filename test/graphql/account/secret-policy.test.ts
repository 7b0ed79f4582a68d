import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Fields } from '../../kit/server/ask.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const strict = aServer({ KEYLEDGER_SECRET_EXPIRY_REQUIRED: 'on', KEYLEDGER_MAX_SECRETS_PER_ENVIRONMENT: '1' });
const SETTINGS = 'longestSecretLife secretExpiryRequired maxSecretsPerEnvironment keypairsOnly leakedSecrets';
const POLICY = `productionChanges ${SETTINGS} effective { productionChanges ${SETTINGS} }`;
const noSettings = {
  ...{ longestSecretLife: null, secretExpiryRequired: null, maxSecretsPerEnvironment: null },
  ...{ keypairsOnly: null, leakedSecrets: null },
};

async function run(of: typeof server, verb: string, input: object, answers: string, token: string): Promise<Fields> {
  const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${verb}(input: $input) { ${answers} userErrors { code field message } } }`;
  const { data, errors } = await of.ask(query, { input }, token);
  expect(errors).toEqual([]);
  return data[verb] as Fields;
}
const setPolicy = (of: typeof server, input: object, token: string) =>
  run(of, 'setAccountPolicy', input, `accountPolicy { ${POLICY} history { nodes { details { name value } } } }`, token);
const anAccount = (of: typeof server) => of.token({ account: `acme-${randomUUID()}`, subject: 'ada@acme.example' });
const codesOf = ({ userErrors }: Fields) => (userErrors as unknown as { code: string }[]).map(({ code }) => code);

async function aKey(of: typeof server, token: string): Promise<string> {
  const made = await run(of, 'createIntegratorKey', { name: 'Portal' }, 'integratorKey { id }', token);
  return String(made['integratorKey']?.['id']);
}
const addSecret = (of: typeof server, input: object, token: string) =>
  run(of, 'addSecret', input, 'plainText secret { id }', token);

test('an account sees what it has set, what counts, and what was said of it', async () => {
  const ada = await anAccount(server);
  const settings = {
    ...{ longestSecretLife: 'P90D', secretExpiryRequired: false, maxSecretsPerEnvironment: 2 },
    ...{ keypairsOnly: false, leakedSecrets: 'REPORT' },
  };
  const { accountPolicy } = await setPolicy(server, settings, ada);
  const { history, ...policy } = accountPolicy as Fields;
  expect(policy).toEqual({
    ...{ productionChanges: null, ...settings },
    effective: { productionChanges: 'DIRECT', ...settings },
  });
  const details = history?.['nodes']?.['0' as never]?.['details'];
  expect(details).toContainEqual({ name: 'maxSecretsPerEnvironment', value: '2' });
  const taken = await setPolicy(server, { longestSecretLife: null, keypairsOnly: null }, ada);
  expect(taken['accountPolicy']).toMatchObject({
    ...{ ...settings, longestSecretLife: null, keypairsOnly: null },
    effective: { longestSecretLife: null, keypairsOnly: false },
  });
});

test('what is no setting is refused by its name, and is not repeated', async () => {
  const ada = await anAccount(server);
  const { accountPolicy, userErrors } = await setPolicy(
    server,
    { longestSecretLife: 'hunter2', maxSecretsPerEnvironment: 11 },
    ada,
  );
  expect(accountPolicy).toBeNull();
  expect(userErrors).toMatchObject([
    { code: 'SECRET_LIFE_INVALID', field: ['longestSecretLife'] },
    { code: 'SECRET_MAXIMUM_INVALID', field: ['maxSecretsPerEnvironment'] },
  ]);
  expect(JSON.stringify(userErrors)).not.toContain('hunter2');
});

describe('every verb that adds a secret', () => {
  test('asks the policy: addSecret, rotateSecret, saveIntegratorKey, and a dry run of it', async () => {
    const ada = await anAccount(server);
    const integratorKeyId = await aKey(server, ada);
    const first = await addSecret(server, { integratorKeyId }, ada);
    await setPolicy(server, { secretExpiryRequired: true }, ada);
    const secretId = first['secret']?.['id'];
    const saved = { integratorKeyId, addSecrets: [{}] };
    for (const [verb, input] of [
      ['addSecret', { integratorKeyId }],
      ['addSecret', { integratorKeyId, dryRun: true }],
      ['rotateSecret', { integratorKeyId, secretId }],
      ['saveIntegratorKey', saved],
      ['proposeChange', saved],
    ] as const)
      expect([verb, codesOf(await run(server, verb, input, '', ada))]).toEqual([verb, ['SECRET_EXPIRY_REQUIRED']]);
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    expect(codesOf(await addSecret(server, { integratorKeyId, expiresAt }, ada))).toEqual([]);
    await setPolicy(server, { keypairsOnly: true }, ada);
    expect(codesOf(await addSecret(server, { integratorKeyId, expiresAt }, ada))).toEqual(['KEYPAIRS_ONLY']);
    expect(codesOf(await run(server, 'addKeypair', { integratorKeyId }, '', ada))).toEqual([]);
  });
});

describe("the server's own settings", () => {
  test('count where an account has set nothing, and the server starts with its samples all the same', async () => {
    const ada = await anAccount(strict);
    const integratorKeyId = await aKey(strict, ada);
    const { data } = await strict.ask(`{ accountPolicy { ${POLICY} } }`, {}, ada);
    expect(data['accountPolicy']).toMatchObject({
      ...noSettings,
      effective: { secretExpiryRequired: true, maxSecretsPerEnvironment: 1, keypairsOnly: false },
    });
    expect(codesOf(await addSecret(strict, { integratorKeyId }, ada))).toEqual(['SECRET_EXPIRY_REQUIRED']);
    await setPolicy(strict, { secretExpiryRequired: false }, ada);
    expect(codesOf(await addSecret(strict, { integratorKeyId }, ada))).toEqual([]);
    expect(codesOf(await addSecret(strict, { integratorKeyId }, ada))).toEqual(['SECRET_LIMIT_REACHED']);
  });
});
