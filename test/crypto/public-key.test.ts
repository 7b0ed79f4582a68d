import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { calculateJwkThumbprint, exportJWK } from 'jose';
import { parsePublicKey } from '../../src/adapters/crypto/public-keys/parse-public-key.js';
import { toPkcs1PrivatePem, toPkcs1PublicPem } from '../../src/adapters/crypto/public-keys/pkcs1.js';
import { publicKeyOf } from '../../src/adapters/crypto/public-keys/public-key.js';
import { fingerprintByOpenssl, modulusDigestByOpenssl, publicKeyOfCertificates } from './certificates.js';
import { rsaPair, spkiPem } from './rsa-keys.js';
import { newKeyPair } from '../kit/facts/key-pair.js';

describe('what is public about a key', () => {
  test('is what openssl says of it', () => {
    expect(publicKeyOf(createPublicKey(publicKeyOfCertificates))).toMatchObject({
      fingerprint: fingerprintByOpenssl,
      modulusDigest: modulusDigestByOpenssl,
      algorithm: 'RS256',
      modulusLength: 2048,
      publicExponent: 65537n,
      publicKeyPem: publicKeyOfCertificates,
    });
  });

  test('has the example of RFC 7638 3.1 as its kid', () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    const key = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' });
    expect(publicKeyOf(key).kid).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  });

  test('has the example of RFC 8037 A.3 as its kid', () => {
    const x = '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo';
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(publicKeyOf(key).kid).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });

  test.each([newKeyPair('ec', { namedCurve: 'P-256' }), newKeyPair('ed25519')])(
    "has jose's thumbprint without a modulus too",
    async ({ publicKey }) =>
      expect(publicKeyOf(publicKey)).toMatchObject({
        kid: await calculateJwkThumbprint(await exportJWK(publicKey), 'sha256'),
        ...{ modulusDigest: null, modulusLength: null, publicExponent: null },
      }),
  );

  test.each([1024, 2048])("has jose's thumbprint, and a length to the bit (%i)", async (modulusLength) => {
    const { publicKey } = rsaPair(modulusLength);
    const made = publicKeyOf(publicKey);
    expect(made.kid).toBe(await calculateJwkThumbprint(await exportJWK(publicKey), 'sha256'));
    expect(made.modulusLength).toBe(modulusLength);
    const base64 = made.publicKeyPem.split('\n').slice(1, -2).join('');
    expect(made.fingerprint).toBe(createHash('sha256').update(base64, 'base64').digest('base64'));
  });

  test('is one modulus under two exponents', () => {
    const { publicKey } = rsaPair();
    const { n = '' } = publicKey.export({ format: 'jwk' });
    const other = publicKeyOf(createPublicKey({ key: { kty: 'RSA', n, e: 'Aw' }, format: 'jwk' }));
    expect(other.publicExponent).toBe(3n);
    expect(other.modulusDigest).toBe(publicKeyOf(publicKey).modulusDigest);
    expect(other.kid).not.toBe(publicKeyOf(publicKey).kid);
  });

  test('is not asked of a private key or another algorithm', () => {
    expect(() => publicKeyOf(rsaPair().privateKey)).toThrow(TypeError);
    expect(() => publicKeyOf(newKeyPair('dsa', { modulusLength: 1024, divisorLength: 160 }).publicKey)).toThrow(
      TypeError,
    );
  });
});

describe('in PKCS#1', () => {
  const { publicKey, privateKey } = rsaPair();

  test('the private key is the same key', () => {
    const pem = toPkcs1PrivatePem(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    expect(pem.split('\n')[0]).toBe('-----BEGIN RSA PRIVATE KEY-----');
    expect(createPrivateKey(pem).equals(privateKey)).toBe(true);
  });

  test('the public key is the same key', () => {
    const pem = toPkcs1PublicPem(spkiPem(publicKey));
    expect(pem.split('\n')[0]).toBe('-----BEGIN RSA PUBLIC KEY-----');
    expect(parsePublicKey(pem)).toMatchObject(publicKeyOf(publicKey));
  });
});
