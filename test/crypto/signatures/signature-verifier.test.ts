import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { signatureVerifier } from '../../../src/adapters/crypto/signatures/signature-verifier.js';
import { verifyAssertion } from '../../../projections/credentials/verify-assertion.js';
import type { SignatureAlgorithm } from '../../../src/domain/assertions/algorithm.js';
import { algorithmOf } from '../../../src/domain/assertions/algorithm.js';
import { clientId, keypair } from '../../kit/assertions/client.js';
import { ed25519, p256, rsa, spkiPem } from '../../kit/assertions/signing.js';
import { newKeyPair } from '../../kit/facts/key-pair.js';
import { jsonOf } from '../../house/repository.js';
import { rfc7515a2, rfc7515a3, rfc7520s41, rfc7520s42, rfc8037a4, signedOf, type Vector } from './vectors.js';

const verifier = signatureVerifier();
const byPython = jsonOf<Record<SignatureAlgorithm, Vector>>('test/crypto/signatures/made-by-python.json');
const algorithms = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

describe('verifies', () => {
  test.each([
    ['RFC 7515 A.2', 'RS256', rfc7515a2],
    ['RFC 7515 A.3', 'ES256', rfc7515a3],
    ['RFC 7520 4.1', 'RS256', rfc7520s41],
    ['RFC 8037 A.4', 'EdDSA', rfc8037a4],
    ...algorithms.map((algorithm) => [`${algorithm} of python-cryptography`, algorithm, byPython[algorithm]] as const),
  ] as const)('%s, and under no other algorithm or text', (_, algorithm, vector) => {
    const signed = signedOf(vector, algorithm);
    expect(verifier.verify(signed, vector.publicKeyPem)).toBe(true);
    for (const other of algorithms)
      if (other !== algorithm)
        expect(verifier.verify({ ...signed, algorithm: other }, vector.publicKeyPem)).toBe(false);
    expect(verifier.verify({ ...signed, signingInput: `${signed.signingInput}A` }, vector.publicKeyPem)).toBe(false);
    expect(verifier.verify(signed, undefined)).toBe(false);
  });

  test('not RFC 7520 4.2: PS384 is not on the list, and is not PS256', () => {
    expect(algorithmOf({ alg: 'PS384' })).toBeUndefined();
    for (const algorithm of algorithms)
      expect(verifier.verify(signedOf(rfc7520s42, algorithm), rfc7520s42.publicKeyPem)).toBe(false);
  });

  test.each(algorithms)('a whole assertion signed with %s elsewhere', (algorithm) => {
    const { publicKeyPem, jws } = byPython[algorithm];
    const keypairs = [keypair(algorithm, ed25519.publicKey, { publicKeyPem })];
    const moment = { environment: 'DEMO', audience: 'https://as.example', now: '2030-03-17T17:46:40.000Z' } as const;
    const presented = { use: 'CLIENT_AUTHENTICATION', assertion: jws, ...moment } as const;
    expect(
      verifyAssertion(verifier, { clientId, status: 'ACTIVE', suspended: false, keypairs }, presented),
    ).toMatchObject({
      active: true,
      kid: algorithm,
      jti: 'python',
      expiresAt: 1_900_000_305,
    });
  });
});

describe('knows the type of a key', () => {
  test.each([
    ['RSA', rsa.publicKey],
    ['P-256', p256.publicKey],
    ['Ed25519', ed25519.publicKey],
    [undefined, newKeyPair('rsa', { modulusLength: 1024 }).publicKey],
    [undefined, newKeyPair('rsa-pss', { modulusLength: 2048 }).publicKey],
    [undefined, newKeyPair('ec', { namedCurve: 'P-384' }).publicKey],
    [undefined, newKeyPair('ec', { namedCurve: 'secp256k1' }).publicKey],
    [undefined, newKeyPair('dsa', { modulusLength: 1024, divisorLength: 160 }).publicKey],
  ])('%s', (type, key) => {
    expect(verifier.keyTypeOf(spkiPem(key))).toBe(type);
    expect(verifier.keyTypeOf(spkiPem(key))).toBe(type); // remembered
  });
  test.each(['', 'no key', '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'])('none of %j', (text) =>
    expect(verifier.keyTypeOf(text)).toBeUndefined(),
  );
});

test('never throws, and never says yes to what nobody signed', () => {
  const pems = [undefined, '', ...[rsa, p256, ed25519].map(({ publicKey }) => spkiPem(publicKey))];
  const lengths = fc.constantFrom(0, 1, 63, 64, 65, 255, 256, 257);
  const signature = lengths.chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));
  const any = [fc.constantFrom(...algorithms), fc.string(), signature, fc.constantFrom(...pems)] as const;
  fc.assert(
    fc.property(...any, (algorithm, signingInput, octets, pem) => {
      return !verifier.verify({ algorithm, signingInput, signature: octets }, pem);
    }),
    { numRuns: 3000 },
  );
});
