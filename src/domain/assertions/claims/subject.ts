import { isShortText, type ClaimCheck } from './claim-check.js';

/**
 * RFC 7523 3 (2): the client itself where it authenticates, the user of a grant. The user of a grant is not the client: an assertion
 * without `typ` that a client authenticates with would else be a grant as well (RFC 8725 3.12). No control characters: the
 * subject goes on into other systems and their logs.
 */
export const checkSubject: ClaimCheck = ({ sub }, { use, clientId }) => {
  const isUser = isShortText(sub) && sub.toLowerCase() !== clientId && !/\p{Cc}/u.test(sub);
  return (use === 'GRANT' ? isUser : sub === clientId) ? null : 'CLAIMS';
};
