import { createPublicKey, type KeyObject } from 'node:crypto';

const isBase64Url = (value: unknown): value is string => typeof value === 'string' && /^[A-Za-z0-9_-]+$/.test(value);
const isAbsentOr = (expected: string, value: unknown) => value === undefined || value === expected;

/** The RSA public key of a JWK (RFC 7517 4, RFC 7518 6.3.1), or undefined; one meant for anything but RS256 signatures is none. */
export function rsaKeyOfJwk(json: unknown): KeyObject | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { kty, n, e, use, alg, key_ops: operations }: Record<string, unknown> = { ...json };
  if (kty !== 'RSA' || !isBase64Url(n) || !isBase64Url(e)) return undefined;
  if (!isAbsentOr('sig', use) || !isAbsentOr('RS256', alg)) return undefined;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes('verify'))) return undefined;
  return createPublicKey({ key: { kty, n, e }, format: 'jwk' });
}
