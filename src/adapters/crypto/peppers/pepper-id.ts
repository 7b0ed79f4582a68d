import { createHmac, type KeyObject } from 'node:crypto';

/** What the id is made from; no secret has this text. */
const NAMED = 'keyledger pepper id';
const ID_BYTES = 8;

/**
 * Tells one pepper from another, for ever, and does not reveal it: 8 bytes of HMAC-SHA-256(pepper, 'keyledger pepper id'),
 * base64url. The log has it: it can never be made in another way.
 */
export const pepperIdOf = (pepper: KeyObject): string =>
  createHmac('sha256', pepper).update(NAMED).digest().subarray(0, ID_BYTES).toString('base64url');
