import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { isEd25519Point } from './ed25519-point.js';

/** The members of a JWK, not looked at yet. */
export type Members = Record<string, unknown>;

/** The public key that these members are (RFC 7518 6.2.1, 6.3.1, RFC 8037 2); undefined, or an error of OpenSSL, if they are none. */
export function keyOfMembers({ kty, crv, n, e, x, y }: Members): KeyObject | undefined {
  if (kty === 'RSA') return isBase64Url(n) && isBase64Url(e) ? imported({ kty, n, e }) : undefined;
  if (!isCoordinate(x)) return undefined;
  if (kty === 'EC' && crv === 'P-256') return isCoordinate(y) ? asGiven({ kty, crv, x, y }) : undefined;
  const isEd25519 = kty === 'OKP' && crv === 'Ed25519' && isEd25519Point(Buffer.from(x, 'base64url'));
  return isEd25519 ? imported({ kty, crv, x }) : undefined;
}

/** OpenSSL refuses a point that is not on the curve. */
const imported = (key: JsonWebKey) => createPublicKey({ key, format: 'jwk' });

/** A coordinate that is greater than the prime would come back smaller (SEC 1 2.3.4). */
function asGiven(jwk: JsonWebKey): KeyObject | undefined {
  const key = imported(jwk);
  const { x, y } = key.export({ format: 'jwk' });
  return x === jwk.x && y === jwk.y ? key : undefined;
}

/** RFC 7515 2: without padding; and as it would be written again. */
const isBase64Url = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && Buffer.from(value, 'base64url').toString('base64url') === value;

/** RFC 7518 6.2.1.2, RFC 8037 2: always all 32 octets. */
const isCoordinate = (value: unknown): value is string =>
  isBase64Url(value) && Buffer.from(value, 'base64url').length === 32;
