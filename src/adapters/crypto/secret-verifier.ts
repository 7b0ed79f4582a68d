import { timingSafeEqual } from 'node:crypto';
import type { SecretDigest, SecretVerifier } from '../../app/credentials.js';
import { MAX_SECRETS } from '../../domain/rules/caps.js';
import { DIGEST_BYTES, DIGEST_SCHEME, digestOf } from './digest.js';
import type { Peppers } from './peppers.js';

/** Characters; a secret has 57. */
const MAX_TEXT_LENGTH = 200;
/** Comparisons made at least: a client whose secrets are many, revoked ones included, costs what an unknown one does. */
export const COMPARISONS = MAX_SECRETS * 2;
const NO_DIGEST = Buffer.alloc(DIGEST_BYTES);

/** Compares secrets with their digests, under every pepper at hand. */
export function secretVerifier({ current, byVersion }: Peppers): SecretVerifier {
  const pepperVersions = [...byVersion.keys()].sort((one, other) => one - other);
  const padding: SecretDigest = {
    digest: NO_DIGEST.toString('base64url'),
    digestScheme: DIGEST_SCHEME,
    pepperVersion: current,
  };

  function digestsOf(plainText: string) {
    const digests = new Map<number, Buffer>();
    for (const [version, pepper] of byVersion) digests.set(version, digestOf(plainText, pepper));
    return digests;
  }

  function matches({ digest, digestScheme, pepperVersion }: SecretDigest, digests: ReadonlyMap<number, Buffer>) {
    const actual = digests.get(pepperVersion);
    const stored = Buffer.from(digest, 'base64url');
    const same = timingSafeEqual(actual ?? NO_DIGEST, stored.length === DIGEST_BYTES ? stored : NO_DIGEST);
    return same && actual !== undefined && digestScheme === DIGEST_SCHEME;
  }

  return {
    pepperVersions,
    find(plainText, candidates) {
      const digests = digestsOf(plainText.slice(0, MAX_TEXT_LENGTH));
      let found = -1;
      for (let index = 0; index < Math.max(candidates.length, COMPARISONS); index++) {
        if (matches(candidates[index] ?? padding, digests)) found = index; // no early exit
      }
      return plainText.length <= MAX_TEXT_LENGTH ? candidates[found] : undefined;
    },
  };
}
