import { afterAll, expect, test } from '@jest/globals';
import { openCrypto } from '../../src/adapters/crypto/open-crypto.js';
import { peppersOf } from './some-peppers.js';

const crypto = openCrypto({ peppers: peppersOf(1, 2), keypairsReady: 0 });
afterAll(() => crypto.close());

test('ids are random UUIDs', () => {
  const ids = Array.from({ length: 1000 }, () => crypto.mint.id());
  expect(new Set(ids).size).toBe(1000);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('what is minted is verified', () => {
  const minted = crypto.mint.secret('PRODUCTION');
  expect(minted.plainText).toMatch(/^kl_prod_/);
  expect(crypto.verifier.find(minted.plainText, [crypto.mint.secret('PRODUCTION'), minted])).toBe(minted);
  expect(crypto.verifier.peppers.map(({ version }) => version)).toEqual([1, 2]);
  expect(crypto.verifier.peppers[1]?.id).toBe(minted.pepperId);
});

test('the public half of a minted pair can be uploaded, the private half cannot', async () => {
  const { shown, ...publicKey } = await crypto.mint.keypair(2048, 'PKCS8');
  expect(crypto.parsePublicKey(publicKey.publicKeyPem)).toEqual({ ...publicKey, ownKid: null, notAfter: null });
  expect(() => crypto.parsePublicKey(shown.privateKeyPem)).toThrow(
    expect.objectContaining({ code: 'PRIVATE_KEY_MATERIAL' }),
  );
});
