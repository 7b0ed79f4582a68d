import { LONGEST_LIFE, SKEW, type ClaimCheck } from './claim-check.js';

/** RFC 7523 3 (6), RFC 7519 4.1.6: a number where it is, not in the future, not unreasonably far in the past. */
export const checkIssuedAt: ClaimCheck = ({ iat }, { now }) => {
  if (iat === undefined) return null;
  const isRecent = typeof iat === 'number' && iat <= now + SKEW && iat >= now - LONGEST_LIFE - SKEW;
  return isRecent ? null : 'CLAIMS';
};
