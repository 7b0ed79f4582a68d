import { constants, verify, type VerifyKeyObjectInput } from 'node:crypto';
import type { Signed } from '../../../app/credentials/ports.js';
import type { SignatureAlgorithm } from '../../../domain/assertions/algorithm.js';
import type { VerificationKey } from './verification-key.js';

type Parameters = Omit<VerifyKeyObjectInput, 'key'>;

const parameters: Record<SignatureAlgorithm, Parameters> = {
  RS256: { padding: constants.RSA_PKCS1_PADDING }, // RFC 7518 3.3
  PS256: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST }, // 3.5: as long as the digest
  ES256: { dsaEncoding: 'ieee-p1363' }, // 3.4: R and S side by side, no DER
  EdDSA: {}, // RFC 8037 3.1
};

/**
 * Node's own verification rather than jose's: it is synchronous, as the check of a secret is, and reads no header, so that what
 * is allowed stands in one place, the domain. The caller has seen that algorithm and key belong together.
 */
export function verifySignature({ algorithm, signingInput, signature }: Signed, { key }: VerificationKey): boolean {
  const digest = algorithm === 'EdDSA' ? null : 'sha256'; // Ed25519 hashes by itself
  return verify(digest, Buffer.from(signingInput), { key, ...parameters[algorithm] }, signature);
}
