import type { KeyObject } from 'node:crypto';
import type { AssertionKeypair } from '../../../src/domain/assertions/signing-keypair.js';
import { now as moment } from '../facts/facts.js';
import { ed25519, es256, jws, p256, rsa, spkiPem, type Sign } from './signing.js';

export const clientId = '5f0c8a52-6b0e-4b52-9d1e-2f6a1c3b4d5e';
export const audience = 'https://as.example';
/** Seconds since 1970. */
export const now = Date.parse(moment) / 1000;

export const keypair = (kid: string, key: KeyObject, more: Partial<AssertionKeypair> = {}): AssertionKeypair => ({
  ...{ keypairId: `id of ${kid}`, environment: 'DEMO', kid, publicKeyPem: spkiPem(key) },
  ...{ status: 'ACTIVE', expiresAt: null },
  ...more,
});

/** One that counts of each type, and one each that does not. */
export const keypairs = [
  keypair('rsa', rsa.publicKey),
  keypair('p256', p256.publicKey),
  keypair('ed25519', ed25519.publicKey),
  keypair('revoked', p256.publicKey, { status: 'REVOKED' }),
  keypair('disabled', p256.publicKey, { status: 'DISABLED' }),
  keypair('expired', p256.publicKey, { expiresAt: moment }),
  keypair('production', p256.publicKey, { environment: 'PRODUCTION' }),
  keypair('broken', p256.publicKey, { publicKeyPem: 'no key' }),
];

export const client = { clientId, status: 'ACTIVE', suspended: false, keypairs } as const;

/** Of an assertion that is right in every respect. */
export const header = { alg: 'ES256', kid: 'p256' };
export const claims = { iss: clientId, sub: clientId, aud: audience, exp: now + 60, iat: now, jti: 'once' };
export const grantClaims = { ...claims, sub: 'ada', scope: 'read write' };

/** Right, but for these claims. */
export const claiming = (changed: object, signing: Sign = es256) => jws(header, { ...claims, ...changed }, signing);
/** Right, but for these members of the header. */
export const headed = (changed: object, signing: Sign = es256) => jws({ ...header, ...changed }, claims, signing);
