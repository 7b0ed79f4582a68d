import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
let integratorKeyId: string;
beforeAll(async () => void (integratorKeyId = await server.newKey()));

/** A refused mutation: nothing but its reasons, and the key is as it was. */
async function refused(verb: string, input: object) {
  const before = await server.find(integratorKeyId);
  const payload = await server.mutate(verb, { integratorKeyId, ...input });
  expect(payload).toMatchObject({ integratorKey: null, position: null });
  expect(await server.find(integratorKeyId)).toEqual(before);
  return (payload['userErrors'] as unknown as { code: string; field: string[] | null; message: string }[]).map(
    ({ code, field, message }) => {
      expect(message.length).toBeGreaterThan(10);
      return [code, field?.join('.') ?? null];
    },
  );
}

const name = 'x'.repeat(101);
const past = '2020-01-01T00:00:00.000Z';
const validity = { notBefore: '2032-01-01T00:00:00.000Z', expiresAt: '2031-01-01T00:00:00.000Z' };

test.each<[verb: string, input: object, code: string, field: string]>([
  ['renameIntegratorKey', { integratorKeyId: 'nonsense', name: 'A' }, 'ID_INVALID', 'integratorKeyId'],
  ['removeRedirectUri', { redirectUriId: 'nonsense' }, 'ID_INVALID', 'redirectUriId'],
  ['revokeSecret', { secretId: '' }, 'ID_INVALID', 'secretId'],
  ['revokeKeypair', { keypairId: '1' }, 'ID_INVALID', 'keypairId'],
  ['removeRedirectUri', { redirectUriId: randomUUID() }, 'REDIRECT_URI_NOT_FOUND', 'redirectUriId'],
  ['disableSecret', { secretId: randomUUID() }, 'SECRET_NOT_FOUND', 'secretId'],
  ['enableKeypair', { keypairId: randomUUID() }, 'KEYPAIR_NOT_FOUND', 'keypairId'],
  ['renameIntegratorKey', { name }, 'NAME_INVALID', 'name'],
  ['renameIntegratorKey', { name: ' ' }, 'NAME_INVALID', 'name'],
  ['describeIntegratorKey', { description: 'x'.repeat(2001) }, 'DESCRIPTION_INVALID', 'description'],
  ['markMobileApp', { reason: 'x'.repeat(2001) }, 'REASON_INVALID', 'reason'],
  ['setPolicyLinks', { termsOfUseUrl: 'javascript:alert(1)' }, 'LINK_INVALID', 'termsOfUseUrl'],
  ['transferOwnership', { newOwner: '' }, 'OWNER_INVALID', 'newOwner'],
  ['addRedirectUri', { redirectUri: 'http://a.example/' }, 'REDIRECT_URI_HTTP', 'redirectUri'],
  ['addRedirectUri', { redirectUri: 'https://a.example/#x' }, 'REDIRECT_URI_FRAGMENT', 'redirectUri'],
  ['addRedirectUri', { redirectUri: 'https://a.example/', environment: 'PRODUCTION' }, 'KEY_NOT_LIVE', 'environment'],
  ['addSecret', { environment: 'PRODUCTION' }, 'KEY_NOT_LIVE', 'environment'],
  ['addSecret', { label: name }, 'LABEL_INVALID', 'label'],
  ['addSecret', { expiresAt: past }, 'EXPIRY_IN_THE_PAST', 'expiresAt'],
  ['addSecret', validity, 'EXPIRY_BEFORE_START', 'expiresAt'],
  ['addKeypair', { environment: 'PRODUCTION' }, 'KEY_NOT_LIVE', 'environment'],
  ['addKeypair', { modulusLength: 1024 }, 'MODULUS_LENGTH_INVALID', 'modulusLength'],
  ['addKeypair', { modulusLength: 2049 }, 'MODULUS_LENGTH_INVALID', 'modulusLength'],
  ['addKeypair', { expiresAt: past }, 'EXPIRY_IN_THE_PAST', 'expiresAt'],
])('%s %j: %s', async (verb, input, code, field) => {
  expect(await refused(verb, input)).toEqual([[code, field]]);
});

test('a missing key is not found, whatever is to be done to it', async () => {
  const payload = await server.mutate('markMobileApp', { integratorKeyId: randomUUID() });
  expect(payload['userErrors']).toMatchObject([{ code: 'KEY_NOT_FOUND', field: ['integratorKeyId'] }]);
});

test('a deleted key takes nothing more', async () => {
  const id = await server.newKey();
  expect(await refused('deleteIntegratorKey', { integratorKeyId: id })).toEqual([['KEY_IN_USE', 'confirmName']]);
  await server.mutate('deleteIntegratorKey', { integratorKeyId: id, confirmName: 'Some key' });
  expect(await refused('renameIntegratorKey', { integratorKeyId: id, name: 'B' })).toEqual([
    ['KEY_DELETED', 'integratorKeyId'],
  ]);
});

test('a mobile app and secrets exclude each other', async () => {
  integratorKeyId = await server.newKey();
  const added = await server.mutate('addSecret', { integratorKeyId }, 'secret { id }');
  expect(await refused('markMobileApp', {})).toEqual([['SECRETS_EXIST', 'integratorKeyId']]);
  const secretId = added['secret']?.['id'];
  await server.mutate('revokeSecret', { integratorKeyId, secretId, allowLastUsable: true });
  expect((await server.mutate('markMobileApp', { integratorKeyId }))['userErrors']).toEqual([]);
  expect(await refused('addSecret', {})).toEqual([['PUBLIC_CLIENT_HAS_NO_SECRET', 'integratorKeyId']]);
  expect(await refused('enableSecret', { secretId })).toEqual([['SECRET_REVOKED', 'secretId']]);
});

describe('an expected revision', () => {
  test('that is not the current one is a conflict, which tells the current one', async () => {
    const id = await server.newKey();
    await server.mutate('renameIntegratorKey', { integratorKeyId: id, name: 'B', expectedRevision: 0 });
    for (const expectedRevision of [0, 2, -1]) {
      const input = { integratorKeyId: id, name: 'C', expectedRevision };
      expect(await server.mutate('renameIntegratorKey', input)).toMatchObject({
        integratorKey: null,
        userErrors: [{ code: 'REVISION_CONFLICT', field: ['expectedRevision'], currentRevision: 1 }],
      });
    }
  });

  test('that several give at once lets one of them through', async () => {
    const id = await server.newKey();
    const rename = (_: unknown, index: number) =>
      server.mutate('renameIntegratorKey', { integratorKeyId: id, name: `N${index}`, expectedRevision: 0 });
    const payloads = await Promise.all(Array.from({ length: 8 }, rename));
    expect(payloads.filter(({ position }) => position !== null)).toHaveLength(1);
    expect(await server.find(id)).toMatchObject({ revision: 1 });
  });
});

describe('caps', () => {
  const fill = async (verb: string, count: number, input: (index: number) => object) => {
    integratorKeyId = await server.newKey();
    for (let index = 0; index < count; index++) {
      const payload = await server.mutate(verb, { integratorKeyId, ...input(index) });
      expect(payload['userErrors']).toEqual([]);
    }
    return refused(verb, input(count));
  };

  test('50 redirect URIs', async () => {
    const uri = (index: number) => ({ redirectUri: `https://a.example/${index}` });
    expect(await fill('addRedirectUri', 50, uri)).toEqual([['REDIRECT_URI_LIMIT_REACHED', 'redirectUri']]);
  });

  test('10 secrets', async () => {
    expect(await fill('addSecret', 10, () => ({}))).toEqual([['SECRET_LIMIT_REACHED', 'environment']]);
  });

  test('5 keypairs', async () => {
    expect(await fill('addKeypair', 5, () => ({}))).toEqual([['KEYPAIR_LIMIT_REACHED', 'environment']]);
  });
});
