import { fromBase64url } from './base64url.js';
import { jsonObjectOf, type JsonObject } from '../values/json-object.js';

export interface Parts {
  header: JsonObject;
  claims: JsonObject;
  /** What was signed: the first two parts as they came. */
  signingInput: string;
  signature: Uint8Array;
}

/**
 * JOSE header, claims and signature of a JWS in compact form (RFC 7515 7.1 and 5.2); undefined for what is none: a JWE has five
 * parts, an unsecured JWT (RFC 7519 6) an empty third, and a nested one (RFC 7519 5.2) no object for claims.
 */
export function partsOf(assertion: string): Parts | undefined {
  const [first = '', second = '', third = '', ...more] = assertion.split('.');
  if (more.length > 0 || third === '') return undefined;
  const [headerOctets, claimOctets, signature] = [first, second, third].map(fromBase64url);
  const header = headerOctets && jsonObjectOf(headerOctets);
  const claims = claimOctets && jsonObjectOf(claimOctets);
  return header && claims && signature && { header, claims, signingInput: `${first}.${second}`, signature };
}
