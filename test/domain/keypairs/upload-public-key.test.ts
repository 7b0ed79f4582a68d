import { test } from '@jest/globals';
import { uploadPublicKey } from '../../../src/domain/keypairs/upload-public-key.js';
import { aKeypair, before, created, keypairAdded, keypairRevoked, many, now } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const upload = { ...aKeypair('k', { source: 'UPLOADED' }), publicExponent: 65537n, now };
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
test.each([1n, 3n, 17n, 65535n, 65536n, 65538n, 2n ** 64n + 1n])('refuses the exponent %s', (publicExponent) =>
  given(created)
    .when(uploadPublicKey, { ...upload, publicExponent })
    .refused('PUBLIC_KEY_WEAK', ['publicKey']),
);
test.each([65537n, 65539n, 2n ** 32n + 1n, 2n ** 64n - 1n])('takes the exponent %s', (publicExponent) =>
  given(created)
    .when(uploadPublicKey, { ...upload, publicExponent })
    .then(uploaded),
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
