import type { JsonObject } from '../values/json-object.js';

/** What each type of key may sign with: RFC 7518 3.1, RFC 8037 3.1. Neither `none` nor an HMAC, whose key would be the public one (RFC 8725 3.1). */
const allowed = { RSA: ['RS256', 'PS256'], 'P-256': ['ES256'], Ed25519: ['EdDSA'] } as const;

export type KeyType = keyof typeof allowed;
export type SignatureAlgorithm = (typeof allowed)[KeyType][number];

const algorithms: readonly unknown[] = Object.values(allowed).flat();

/** `alg` if any key may sign with it; the names are case-sensitive (RFC 7515 4.1.1). */
export const algorithmOf = ({ alg }: JsonObject): SignatureAlgorithm | undefined =>
  algorithms.includes(alg) ? (alg as SignatureAlgorithm) : undefined;

/** The type of the key decides, not the header (RFC 8725 3.1: each key with the algorithms that it is for). */
export function mayUse(keyType: KeyType | undefined, algorithm: SignatureAlgorithm): boolean {
  const ofKey: readonly SignatureAlgorithm[] = keyType ? allowed[keyType] : [];
  return ofKey.includes(algorithm);
}
