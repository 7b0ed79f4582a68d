import type { JsonObject } from '../values/json-object.js';

/**
 * What must be understood is refused, whatever it is: no extension is understood here (RFC 7515 4.1.11). `b64` as well where `crit`
 * does not say so: who reads it has other octets signed (RFC 7797 6).
 */
export const hasNothingCritical = (header: JsonObject) =>
  !Object.hasOwn(header, 'crit') && !Object.hasOwn(header, 'b64');
