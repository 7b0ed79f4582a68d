import { LONGEST_LIFE_S, SKEW_S, type ClaimCheck } from './claim-check.js';

/** RFC 7523 3 (4), RFC 7519 4.1.4: required, ahead, and not unreasonably far. A fraction of a second is allowed (RFC 7519 2). */
export const checkExpiry: ClaimCheck = ({ exp }, { now }) => {
  if (typeof exp !== 'number' || exp > now + LONGEST_LIFE_S + SKEW_S) return 'CLAIMS';
  return now >= exp + SKEW_S ? 'EXPIRED_ASSERTION' : null;
};
