import type { ClaimCheck } from './claim-check.js';

/**
 * RFC 7523 3 (3), rfc7523bis 4: this authorization server and nobody else, character by character. With a second audience the
 * assertion would be good there as well, and who is there could use it here.
 */
export const checkAudience: ClaimCheck = ({ aud }, { audience }) => {
  const isOnly = aud === audience || (Array.isArray(aud) && aud.length === 1 && aud[0] === audience);
  return isOnly ? null : 'WRONG_AUDIENCE';
};
