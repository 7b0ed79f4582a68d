import { timingSafeEqual } from 'node:crypto';
import type { SecretDigest, SecretVerifier } from '../../../app/credentials/ports.js';
import { MAX_SECRETS } from '../../../domain/secrets/refusals.js';
import { DIGEST_BYTES, DIGEST_SCHEME, digestOf } from './digest.js';
import type { Peppers } from '../peppers/peppers.js';
import { environmentOfSecret } from './secret-format.js';

/** Characters; a secret has 57. */
const MAX_TEXT_CHARACTERS = 200;
/** Comparisons made at least: a client whose secrets are many, revoked ones included, costs what an unknown one does. */
export const COMPARISONS = MAX_SECRETS * 2;
const NO_DIGEST = Buffer.alloc(DIGEST_BYTES);

/** By the secret they are of: a client that is remembered is asked about many times. Nobody changes a secret that was read. */
const storedDigests = new WeakMap<SecretDigest, Buffer>();

function storedDigestOf(secret: SecretDigest): Buffer {
  const known = storedDigests.get(secret);
  if (known) return known;
  const decoded = Buffer.from(secret.digest, 'base64url');
  const stored = decoded.length === DIGEST_BYTES ? decoded : NO_DIGEST;
  storedDigests.set(secret, stored);
  return stored;
}

/** Of one text, by version of the pepper; with its id, since a version can come to mean another pepper. */
type Digests = ReadonlyMap<number, { id: string; digest: Buffer }>;

/** Compares secrets with their digests, under every pepper at hand. */
export function secretVerifier({ current, byVersion }: Peppers): SecretVerifier {
  const peppers = [...byVersion]
    .map(([version, { id }]) => ({ version, id }))
    .sort((one, other) => one.version - other.version);
  const padding: SecretDigest = {
    digest: NO_DIGEST.toString('base64url'),
    digestScheme: DIGEST_SCHEME,
    pepperVersion: current,
    pepperId: '',
  };

  function digestsOf(plainText: string): Digests {
    return new Map([...byVersion].map(([version, { key, id }]) => [version, { id, digest: digestOf(plainText, key) }]));
  }

  function matches(secret: SecretDigest, digests: Digests) {
    const { digestScheme, pepperVersion, pepperId } = secret;
    const actual = digests.get(pepperVersion);
    const same = timingSafeEqual(actual?.digest ?? NO_DIGEST, storedDigestOf(secret));
    return same && actual !== undefined && actual.id === pepperId && digestScheme === DIGEST_SCHEME;
  }

  return {
    peppers,
    hasForm: (plainText) => environmentOfSecret(plainText) !== undefined,
    digestsOf(plainText) {
      const digests = [...digestsOf(plainText.slice(0, MAX_TEXT_CHARACTERS))];
      if (plainText.length > MAX_TEXT_CHARACTERS) return [];
      return digests.map(([pepperVersion, { id: pepperId, digest }]) => ({
        digest: digest.toString('base64url'),
        digestScheme: DIGEST_SCHEME,
        ...{ pepperVersion, pepperId },
      }));
    },
    find(plainText, candidates) {
      const digests = digestsOf(plainText.slice(0, MAX_TEXT_CHARACTERS));
      let found = -1;
      for (let index = 0; index < Math.max(candidates.length, COMPARISONS); index++) {
        if (matches(candidates[index] ?? padding, digests)) found = index; // no early exit
      }
      return plainText.length <= MAX_TEXT_CHARACTERS ? candidates[found] : undefined;
    },
  };
}
