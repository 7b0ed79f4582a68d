import type { ClaimCheck } from './claim-check.js';

/** RFC 7523 3 (1): the client issues its own assertions; compared character by character (RFC 3986 6.2.1). */
export const checkIssuer: ClaimCheck = ({ iss }, { clientId }) => (iss === clientId ? null : 'CLAIMS');
