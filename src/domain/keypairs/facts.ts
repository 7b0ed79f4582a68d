import type { CredentialAdded } from '../credentials/facts.js';
import type { Relabelled, RetirementCancelled, RetirementScheduled } from '../rotation/facts.js';
import type { Environment } from '../values/environment.js';
import type { KeypairAlgorithm } from './algorithms.js';

export type SourceOfKeypair = 'GENERATED' | 'UPLOADED';

export interface KeypairAdded extends CredentialAdded {
  keypairId: string;
  /** Of the JWK that was uploaded, or the JWK thumbprint, RFC 7638, base64url. Unique within a key. */
  kid: string;
  /** SHA-256 of the DER SubjectPublicKeyInfo, base64. */
  fingerprint: string;
  /** SHA-256 of the modulus, base64url: one modulus under two exponents is still one key. Null of what is not RSA. */
  modulusDigest: string | null;
  /** JWS algorithm, RFC 7518 3.1, RFC 8037 3.1. */
  algorithm: KeypairAlgorithm;
  /** Bits; null of what is not RSA. */
  modulusLength: number | null;
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
  KeypairRetirementScheduled: OfKeypair & RetirementScheduled;
  KeypairRetirementCancelled: OfKeypair & RetirementCancelled;
  KeypairRelabelled: OfKeypair & Relabelled;
}
