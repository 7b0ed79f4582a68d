import { LONGEST_LIFE_S, SKEW_S, type ClaimCheck } from './claim-check.js';

/** RFC 7523 3 (6), RFC 7519 4.1.6: a number where it is, not in the future, not unreasonably far in the past. */
export const checkIssuedAt: ClaimCheck = ({ iat }, { now }) => {
  if (iat === undefined) return null;
  const isRecent = typeof iat === 'number' && iat <= now + SKEW_S && iat >= now - LONGEST_LIFE_S - SKEW_S;
  return isRecent ? null : 'CLAIMS';
};
