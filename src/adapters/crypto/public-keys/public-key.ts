import { createHash, type KeyObject } from 'node:crypto';
import type { PublicKey } from '../../../app/credentials/ports.js';
import type { KeypairAlgorithm } from '../../../domain/keypairs/algorithms.js';
import { thumbprintOf } from './thumbprint.js';

const sha256 = (data: Uint8Array) => createHash('sha256').update(data);
const numberOf = (bytes: Buffer) => BigInt(`0x0${bytes.toString('hex')}`);

/** What is signed with a key of each type when nothing is said about it. */
const usualAlgorithms: Record<string, KeypairAlgorithm> = { rsa: 'RS256', ec: 'ES256', ed25519: 'EdDSA' };

/** What is worth knowing of a public key: RSA, EC P-256 or Ed25519. */
export function publicKeyOf(key: KeyObject, algorithm = usualAlgorithms[key.asymmetricKeyType ?? '']): PublicKey {
  if (key.type !== 'public' || !algorithm) throw new TypeError('The key is not a public key that is taken here.');
  const jwk = key.export({ format: 'jwk' });
  const der = key.export({ type: 'spki', format: 'der' });
  return {
    kid: thumbprintOf(jwk),
    fingerprint: sha256(der).digest('base64'),
    algorithm,
    publicKeyPem: key.export({ type: 'spki', format: 'pem' }).toString(),
    ...(jwk.kty === 'RSA' ? modulusOf(key, jwk) : { modulusDigest: null, modulusLength: null, publicExponent: null }),
  };
}

function modulusOf({ asymmetricKeyDetails }: KeyObject, { n = '', e = '' }: { n?: string; e?: string }) {
  return {
    modulusDigest: sha256(Buffer.from(n, 'base64url')).digest('base64url'),
    modulusLength: asymmetricKeyDetails?.modulusLength ?? 0,
    publicExponent: numberOf(Buffer.from(e, 'base64url')),
  };
}
