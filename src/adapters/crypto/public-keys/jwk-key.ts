import type { KeypairAlgorithm } from '../../../domain/keypairs/algorithms.js';
import { keyOfMembers, type Members } from './members.js';
import type { WrittenKey } from './written-key.js';

/** The algorithms of each kind of key by their names in `alg`, the usual one first (RFC 7518 3.1, RFC 8037 3.1, RFC 9864 2.2). */
const algorithms: Partial<Record<string, ReadonlyMap<unknown, KeypairAlgorithm>>> = {
  RSA: new Map([
    ['RS256', 'RS256'],
    ['PS256', 'PS256'],
  ]),
  'EC P-256': new Map([['ES256', 'ES256']]),
  'OKP Ed25519': new Map([
    ['EdDSA', 'EdDSA'],
    ['Ed25519', 'EdDSA'],
  ]),
};

/** The public key of a JWK, or of the only one in a JWKS; undefined if it is of another kind, or not one to verify signatures with. */
export function keyOfJwk(json: unknown): WrittenKey | undefined {
  const jwk = onlyOne(json);
  if (!jwk) return undefined;
  const { kty, crv, use, alg, key_ops: keyOps, kid } = jwk;
  const known = algorithms[kty === 'RSA' ? kty : [kty, crv].filter(isText).join(' ')];
  if (!known || (use !== undefined && use !== 'sig')) return undefined; // RFC 7517 4.2
  if (keyOps !== undefined && !(Array.isArray(keyOps) && keyOps.includes('verify'))) return undefined; // RFC 7517 4.3
  const algorithm = alg === undefined ? [...known.values()][0] : known.get(alg);
  const key = algorithm && keyOfMembers(jwk);
  return key && { key, algorithm, ownKid: isText(kid) ? kid : null };
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** RFC 7517 5: a set has `keys`. What is a key and a set at once says of nothing which of them is meant. */
function onlyOne(json: unknown): Members | undefined {
  if (!isObject(json)) return undefined;
  if (json['keys'] === undefined) return json;
  const { keys, kty } = json;
  if (kty !== undefined || !Array.isArray(keys) || keys.length !== 1) return undefined;
  const [only] = keys as unknown[];
  return isObject(only) ? only : undefined;
}
