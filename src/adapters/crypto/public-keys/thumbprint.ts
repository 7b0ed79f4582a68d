import { createHash, type JsonWebKey } from 'node:crypto';

/** JWK thumbprint (RFC 7638 3, RFC 8037 2), base64url: exactly the required members of the type, in the order of their names. */
export function thumbprintOf({ kty, crv, e, n, x, y }: JsonWebKey): string {
  const members = kty === 'RSA' ? { e, kty, n } : kty === 'EC' ? { crv, kty, x, y } : { crv, kty, x };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}
