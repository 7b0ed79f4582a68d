import { isShortText, type ClaimCheck } from './claim-check.js';

/** RFC 7523 3 (7), RFC 7519 4.1.7: what may be used once. Required where a client authenticates; a grant may do without. */
export const checkTokenId: ClaimCheck = ({ jti }, { use }) =>
  isShortText(jti) || (use === 'GRANT' && jti === undefined) ? null : 'CLAIMS';
