import type { CredentialAdded } from '../credentials/facts.js';
import type { Environment } from '../values/environment.js';

export type SourceOfKeypair = 'GENERATED' | 'UPLOADED';

export interface KeypairAdded extends CredentialAdded {
  keypairId: string;
  /** JWK thumbprint, RFC 7638, base64url. */
  kid: string;
  /** SHA-256 of the DER SubjectPublicKeyInfo, base64. */
  fingerprint: string;
  /** SHA-256 of the modulus, base64url: one modulus under two exponents is still one key. */
  modulusDigest: string;
  /** JWS algorithm, RFC 7518 3.1. */
  algorithm: 'RS256';
  modulusLength: number;
  /** SubjectPublicKeyInfo, PEM. */
  publicKeyPem: string;
  source: SourceOfKeypair;
}

interface OfKeypair {
  keypairId: string;
  environment: Environment;
}

export interface KeypairFacts {
  KeypairAdded: KeypairAdded;
  KeypairDisabled: OfKeypair;
  KeypairEnabled: OfKeypair;
  KeypairRevoked: OfKeypair;
}
