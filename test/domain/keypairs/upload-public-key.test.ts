import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { holdsSecretMaterial } from '../../../src/domain/values/secret-material.js';
import { kidOf } from '../../../src/domain/keypairs/kid.js';
import { uploadPublicKey } from '../../../src/domain/keypairs/upload-public-key.js';
import {
  aKeypair,
  after,
  before,
  created,
  keypairAdded,
  keypairRevoked,
  many,
  nextYear,
  now,
} from '../../kit/facts/facts.js';
import { given, keyOf } from '../../kit/facts/given.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';

const upload = { ...aKeypair('k', { source: 'UPLOADED' }), publicExponent: 65537n, ownKid: null, notAfter: null, now };
const uploaded = keypairAdded('k', { source: 'UPLOADED' });

test('adds a public key', () => given(created).when(uploadPublicKey, upload).then(uploaded));
test.each([2048, 3072, 4096, 8192, 16384])('takes %i bits', (modulusLength) =>
  given(created)
    .when(uploadPublicKey, { ...upload, modulusLength })
    .then(keypairAdded('k', { source: 'UPLOADED', modulusLength })),
);
test.each([512, 1024, 2047, 16385])('refuses %i bits', (modulusLength) =>
  given(created)
    .when(uploadPublicKey, { ...upload, modulusLength })
    .refused('PUBLIC_KEY_WEAK', ['publicKey']),
);
test.each([1n, 3n, 17n, 65535n, 65536n, 65538n, 65539n, 2n ** 32n + 1n, 2n ** 64n + 1n])(
  'refuses the exponent %s',
  (publicExponent) =>
    given(created)
      .when(uploadPublicKey, { ...upload, publicExponent })
      .refused('PUBLIC_KEY_WEAK', ['publicKey']),
);
const same = { modulusDigest: 'modulus of k' };
test('refuses a modulus that is there, whatever else is different', () =>
  given(created, keypairAdded('other', same)).when(uploadPublicKey, upload).refused('KEYPAIR_EXISTS', ['publicKey']));
test('refuses it also after it was revoked', () =>
  given(created, keypairAdded('other', same), keypairRevoked('other'))
    .when(uploadPublicKey, upload)
    .refused('KEYPAIR_EXISTS', ['publicKey']));
test('refuses it also from the other environment', () =>
  given(created, keypairAdded('other', { ...same, environment: 'PRODUCTION' }))
    .when(uploadPublicKey, upload)
    .refused('KEYPAIR_EXISTS', ['publicKey']));

test('refuses what adding a keypair refuses', () => {
  given(created)
    .when(uploadPublicKey, { ...upload, environment: 'PRODUCTION' })
    .refused('KEY_NOT_LIVE', ['environment']);
  given(created)
    .when(uploadPublicKey, { ...upload, expiresAt: before })
    .refused('EXPIRY_IN_THE_PAST', ['expiresAt']);
  given(created, ...many(5, keypairAdded))
    .when(uploadPublicKey, upload)
    .refused('KEYPAIR_LIMIT_REACHED', ['environment']);
});

describe.each(['ES256', 'EdDSA'] as const)('a key that is not RSA, %s,', (algorithm) => {
  const curve = { algorithm, modulusLength: null, modulusDigest: null };
  const other = keypairAdded('other', curve);
  const added = { ...upload, ...curve, publicExponent: null };
  test('is added', () =>
    given(created, other)
      .when(uploadPublicKey, added)
      .then(keypairAdded('k', { source: 'UPLOADED', ...curve })));
  test('is refused when it is there, by its fingerprint', () =>
    given(created, keypairAdded('other', { ...curve, fingerprint: upload.fingerprint }), keypairRevoked('other'))
      .when(uploadPublicKey, added)
      .refused('KEYPAIR_EXISTS', ['publicKey']));
});

describe('its own kid', () => {
  const own = (ownKid: string) => ({ ...upload, ownKid });
  const withKid = (kid: string) => keypairAdded('k', { source: 'UPLOADED', kid });
  const secret = `kl_demo_${'a'.repeat(49)}`;
  test.each(['1', 'mine', 'https://a.example/#1', ' ', '~'.repeat(255)])('%j is kept', (kid) =>
    given(created).when(uploadPublicKey, own(kid)).then(withKid(kid)),
  );
  test.each(['', '~'.repeat(256), 'a\n', 'a\tb', 'a\u007f', 'schlüssel', secret, `key of ${secret}`])(
    '%j is not: the thumbprint stands for it',
    (kid) => given(created).when(uploadPublicKey, own(kid)).then(uploaded),
  );
  test('is not kept when another keypair has it, nor when that was revoked', () => {
    const other = keypairAdded('other', { kid: 'mine' });
    given(created, other).when(uploadPublicKey, own('mine')).then(uploaded);
    given(created, other, keypairRevoked('other')).when(uploadPublicKey, own('mine')).then(uploaded);
  });
  test('is kept though the thumbprint is the kid of another', () =>
    given(created, keypairAdded('other', { kid: upload.kid }))
      .when(uploadPublicKey, own('mine of other'))
      .then(withKid('mine of other')));
  test('and thumbprint both taken: the key is refused, no kid is there twice', () =>
    given(created, keypairAdded('other', { kid: upload.kid }))
      .when(uploadPublicKey, upload)
      .refused('KEYPAIR_EXISTS', ['publicKey']));
  test('whatever it is, is printable, of bounded length and no secret', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ maxLength: 300 }), fc.string({ unit: 'binary' })), (kid) => {
        const kept = kidOf(keyOf(created) as ExistingKey, kid, 'thumbprint');
        expect(kept).toMatch(/^[\x20-\x7e]{1,255}$/);
        expect(holdsSecretMaterial(kept)).toBe(false);
        expect(['thumbprint', kid]).toContain(kept);
      }),
    ));
});

describe('the end of its certificate', () => {
  const until = (expiresAt: string | null) => keypairAdded('k', { source: 'UPLOADED', expiresAt });
  test('is its expiry', () =>
    given(created)
      .when(uploadPublicKey, { ...upload, notAfter: nextYear })
      .then(until(nextYear)));
  test('is not, where another one is given', () =>
    given(created)
      .when(uploadPublicKey, { ...upload, notAfter: before, expiresAt: after })
      .then(until(after)));
  test.each([before, now])('%s is in the past: the certificate is at fault', (notAfter) =>
    given(created)
      .when(uploadPublicKey, { ...upload, notAfter })
      .refused('EXPIRY_IN_THE_PAST', ['publicKey']),
  );
});
