import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const fields = `ours looksLikeOurs more credentials { account integratorKeyId keyStatus credentialId kind environment label lastFour kid status intervals { from to } }`;
const find = async (by: string, value: string, token = server.administrator) => {
  const { data, code } = await server.ask(
    `query ($v: String!) { findCredential(${by}: $v) { ${fields} } }`,
    { v: value },
    token,
  );
  return code ?? (data as unknown as { findCredential: Record<string, unknown> }).findCredential;
};
const never = { ours: false, more: false, credentials: [] };

let key: string;
let secret: { id: string; lastFour: string };
let plainText: string;
let keypair: { id: string; kid: string; fingerprint: string };
beforeAll(async () => {
  key = await server.newKey();
  const on = { integratorKeyId: key };
  const added = await server.mutate('addSecret', { ...on, label: 'CI' }, 'secret { id lastFour } plainText');
  secret = added['secret'] as unknown as typeof secret;
  plainText = String(added['plainText']);
  const made = await server.mutate('addKeypair', on, 'keypair { id kid fingerprint }');
  keypair = made['keypair'] as unknown as typeof keypair;
});
const found = () => ({
  account: server.account,
  integratorKeyId: key,
  keyStatus: 'ACTIVE',
  status: 'ACTIVE',
  environment: 'DEMO',
});

describe('findCredential', () => {
  test('finds a secret by its text, white space notwithstanding, and by its last four characters', async () => {
    const one = {
      ...found(),
      credentialId: secret.id,
      kind: 'SECRET',
      label: 'CI',
      lastFour: secret.lastFour,
      kid: null,
    };
    const answer = { ours: true, more: false, credentials: [{ ...one, intervals: [{ to: null }] }] };
    expect(await find('text', plainText)).toMatchObject({ ...answer, looksLikeOurs: true });
    expect(await find('text', ` ${plainText}\n`)).toMatchObject({ ...answer, looksLikeOurs: true });
    expect(await find('lastFour', secret.lastFour)).toMatchObject({ ...answer, looksLikeOurs: null });
  });

  test('finds a keypair by its kid and by its fingerprint', async () => {
    const one = { ...found(), credentialId: keypair.id, kind: 'KEYPAIR', lastFour: null, kid: keypair.kid };
    for (const by of ['kid', 'fingerprint'] as const)
      expect(await find(by, keypair[by])).toMatchObject({ ours: true, looksLikeOurs: null, credentials: [one] });
    expect(await find('kid', keypair.fingerprint)).toMatchObject(never);
  });

  test('says that a text was never ours, and whether it could be', async () => {
    expect(await find('text', 'AKIAIOSFODNN7EXAMPLE')).toEqual({ ...never, looksLikeOurs: false });
    expect(await find('text', `${plainText.slice(0, -1)}_`)).toEqual({ ...never, looksLikeOurs: false });
    expect(await find('lastFour', '----')).toEqual({ ...never, looksLikeOurs: null });
  });

  test('says of what another account has no more than of what nobody has', async () => {
    for (const roles of [['ADMINISTRATOR'], ['AUDITOR']] as const) {
      const stranger = await server.token({ account: `other-${randomUUID()}`, roles });
      expect(await find('text', plainText, stranger)).toEqual({ ...never, looksLikeOurs: true });
      for (const [by, value] of [
        ['lastFour', secret.lastFour],
        ['kid', keypair.kid],
        ['fingerprint', keypair.fingerprint],
      ] as const)
        expect(await find(by, value, stranger)).toEqual({ ...never, looksLikeOurs: null });
    }
  });

  test('an auditor of the account finds it, and so does one of the platform', async () => {
    for (const account of [server.account, null])
      expect(await find('text', plainText, await server.token({ account, roles: ['AUDITOR'] }))).toMatchObject({
        ours: true,
        credentials: [{ credentialId: secret.id }],
      });
  });

  test('finds what was revoked, and what is of a deleted key', async () => {
    const id = await server.newKey();
    const on = { integratorKeyId: id };
    const made = await server.mutate('addSecret', on, 'secret { id } plainText');
    const secretId = String(made['secret']?.['id']);
    await server.mutate('revokeSecret', { ...on, secretId, allowLastUsable: true });
    const text = String(made['plainText']);
    expect(await find('text', text)).toMatchObject({ credentials: [{ status: 'REVOKED', keyStatus: 'ACTIVE' }] });
    await server.mutate('disableIntegratorKey', on);
    await server.mutate('deleteIntegratorKey', on);
    expect(await find('text', text)).toMatchObject({
      credentials: [{ status: 'REVOKED', keyStatus: 'DELETED', intervals: [{ to: expect.any(String) }] }],
    });
  });

  test('takes exactly one argument, and no URL', async () => {
    expect((await server.ask('{ findCredential { ours } }')).code).toBe('BAD_USER_INPUT');
    expect((await server.ask('{ findCredential(text: "x", kid: "y") { ours } }')).code).toBe('BAD_USER_INPUT');
    const query = encodeURIComponent('{ findCredential(text: "x") { ours } }');
    const headers = { authorization: `Bearer ${server.administrator}`, 'apollo-require-preflight': 'x' };
    const answer = await fetch(`${server.address}/graphql?query=${query}`, { headers });
    expect(await answer.text()).toContain('is not answered over GET');
  });
});
