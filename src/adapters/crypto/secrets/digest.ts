import { createHmac, type KeyObject } from 'node:crypto';

/** Goes beside every digest, so that a later scheme can live next to this one. */
export const DIGEST_SCHEME = 'hmac-sha256';
export const DIGEST_BYTES = 32;

/** HMAC-SHA-256 of a secret's whole text under a pepper. No slow hash: the text holds 256 random bits. */
export const digestOf = (secretText: string, pepper: KeyObject): Buffer =>
  createHmac('sha256', pepper).update(secretText, 'utf8').digest();
