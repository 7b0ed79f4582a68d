import { SKEW_S, type ClaimCheck } from './claim-check.js';

/** RFC 7523 3 (5), RFC 7519 4.1.5: a number where it is, and not in the future. */
export const checkNotBefore: ClaimCheck = ({ nbf }, { now }) =>
  nbf === undefined || (typeof nbf === 'number' && nbf <= now + SKEW_S) ? null : 'CLAIMS';
