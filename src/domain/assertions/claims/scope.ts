import type { ClaimCheck } from './claim-check.js';

/** RFC 6749 3.3: tokens of these characters, with one space between two. */
const scopeSyntax = /^[\x21\x23-\x5b\x5d-\x7e]+( [\x21\x23-\x5b\x5d-\x7e]+)*$/;

/**
 * The `scope` of a grant, which is passed on: a text of the syntax of OAuth, or none. Anything else is refused; left out, it would look
 * like an assertion that asks for what is granted by default.
 */
export const checkScope: ClaimCheck = ({ scope }, { use }) => {
  if (use !== 'GRANT' || scope === undefined) return null;
  return typeof scope === 'string' && scopeSyntax.test(scope) ? null : 'CLAIMS';
};
