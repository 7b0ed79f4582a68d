import { createPublicKey, type KeyObject } from 'node:crypto';

const isBase64Url = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value);
const isUndefinedOr = (value: unknown, expected: string) => value === undefined || value === expected;

/** The RSA public key of a JWK (RFC 7517 4, RFC 7518 6.3.1); undefined if the JWK is not RSA, or not for RS256 signatures. */
export function rsaKeyOfJwk(json: unknown): KeyObject | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { kty, n, e, use, alg, key_ops: keyOps }: Record<string, unknown> = { ...json };
  if (kty !== 'RSA' || !isBase64Url(n) || !isBase64Url(e)) return undefined;
  if (!isUndefinedOr(use, 'sig') || !isUndefinedOr(alg, 'RS256')) return undefined;
  if (keyOps !== undefined && !(Array.isArray(keyOps) && keyOps.includes('verify'))) return undefined;
  return createPublicKey({ key: { kty, n, e }, format: 'jwk' });
}
