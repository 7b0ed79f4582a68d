import { NoToken } from './actor.js';

export const REALM = 'Bearer realm="keyledger"';

/**
 * The header WWW-Authenticate of a 401 (RFC 6750 3). Only whoever has sent a token is told that it does not count: to one who has sent
 * none, an error would say that there is something to renew.
 */
export const challengeFor = (failure: unknown): string =>
  failure instanceof NoToken ? REALM : `${REALM}, error="invalid_token"`;
