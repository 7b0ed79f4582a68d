import type { KeyObject } from 'node:crypto';
import type { KeypairAlgorithm } from '../../../domain/keypairs/algorithms.js';

/** A public key read from a text, with what the text says of it. */
export interface WrittenKey {
  key: KeyObject;
  /** Of the `alg` of a JWK; otherwise the usual one of such keys. */
  algorithm?: KeypairAlgorithm;
  /** The `kid` of a JWK. */
  ownKid?: string | null;
  /** The end of a certificate, ISO 8601 UTC. */
  notAfter?: string | null;
}
