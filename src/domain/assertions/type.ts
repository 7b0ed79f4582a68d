import type { JsonObject } from '../values/json-object.js';
import type { AssertionUse } from './outcome.js';

/**
 * `JWT`, or the type of the use (rfc7523bis 3 and 4). A media type: case does not matter, and `application/` may be left out (RFC 7515
 * 4.1.9); without the flag `u`, the letters are those of ASCII. The type of the other use is refused: that is what types are
 * for (RFC 8725 3.11).
 */
const types: Record<AssertionUse, RegExp> = {
  CLIENT_AUTHENTICATION: /^(application\/)?(client-authentication\+)?jwt$/i,
  GRANT: /^(application\/)?(authorization-grant\+)?jwt$/i,
};

/** Absent, or one that fits the use. */
export const hasGoodType = ({ typ }: JsonObject, use: AssertionUse) =>
  typ === undefined || (typeof typ === 'string' && types[use].test(typ));
