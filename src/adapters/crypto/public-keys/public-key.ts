import { createHash, type KeyObject } from 'node:crypto';
import type { PublicKey } from '../../../app/credentials/ports.js';

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data);
const numberOf = (bytes: Buffer) => BigInt(`0x0${bytes.toString('hex')}`);

/** What is worth knowing of an RSA public key. */
export function publicKeyOf(key: KeyObject): PublicKey {
  if (key.type !== 'public' || key.asymmetricKeyType !== 'rsa')
    throw new TypeError('The key is not an RSA public key.');
  const { n = '', e = '' } = key.export({ format: 'jwk' });
  const modulus = Buffer.from(n, 'base64url');
  return {
    // RFC 7638 3.2: exactly these members in this order
    kid: sha256(JSON.stringify({ e, kty: 'RSA', n })).digest('base64url'),
    fingerprint: sha256(key.export({ type: 'spki', format: 'der' })).digest('base64'),
    modulusDigest: sha256(modulus).digest('base64url'),
    algorithm: 'RS256',
    modulusLength: key.asymmetricKeyDetails?.modulusLength ?? 0,
    publicKeyPem: key.export({ type: 'spki', format: 'pem' }).toString(),
    publicExponent: numberOf(Buffer.from(e, 'base64url')),
  };
}
