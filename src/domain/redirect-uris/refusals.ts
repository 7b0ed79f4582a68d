import { MAX_URL_LENGTH } from '../values/refusals.js';

/** Most redirect URIs of one key in one environment. */
export const MAX_REDIRECT_URIS = 50;

export const redirectUriRefusals = {
  REDIRECT_URI_TOO_LONG: `A redirect URI has at most ${MAX_URL_LENGTH} characters.`,
  REDIRECT_URI_CHARACTER:
    'A redirect URI has only the ASCII characters of RFC 3986: no whitespace, control character, quote, brace or non-ASCII letter.',
  REDIRECT_URI_BACKSLASH: 'A redirect URI has no backslash: some parsers read it as a slash.',
  REDIRECT_URI_NOT_ABSOLUTE: 'A redirect URI is absolute: it starts with a scheme, such as https://.',
  REDIRECT_URI_FRAGMENT: 'A redirect URI has no fragment; the character # is not allowed (RFC 6749 3.1.2).',
  REDIRECT_URI_WILDCARD: 'A redirect URI has no wildcard; register every URI whole.',
  REDIRECT_URI_PERCENT_ENCODING: 'A redirect URI has a % that is not followed by two hexadecimal digits.',
  REDIRECT_URI_CONTROL_CHARACTER: 'A redirect URI has a percent-encoded control character.',
  REDIRECT_URI_PATH_TRAVERSAL: 'A redirect URI has no dot segments, plain or percent-encoded: /.. leads elsewhere.',
  REDIRECT_URI_SCHEME_FORBIDDEN:
    'A redirect URI never has a scheme that a browser executes or opens locally, such as javascript: or file:.',
  REDIRECT_URI_PRIVATE_SCHEME: 'A private-use scheme has a dot, as in com.example.app:/callback (RFC 8252 7.1).',
  REDIRECT_URI_UNDERSCORE:
    'The scheme of a redirect URI has no underscore: RFC 3986 3.1 allows letters, digits, plus, minus and dot.',
  REDIRECT_URI_HTTP: 'A redirect URI uses https; http only for exactly 127.0.0.1, [::1] or localhost (RFC 8252 7.3).',
  REDIRECT_URI_USER_INFO: 'A redirect URI has no user info before the host.',
  REDIRECT_URI_HOST: 'A redirect URI has a well-formed host, and a port from 1 to 65535 if any.',
  REDIRECT_URI_EXISTS: 'This redirect URI is already registered in this environment.',
  REDIRECT_URI_NEEDS_MOBILE_APP:
    'In production a private-use or loopback redirect URI is for a mobile app only: mark the key as one, or remove the URI first.',
  REDIRECT_URI_NOT_FOUND: 'There is no such redirect URI at this integrator key.',
  REDIRECT_URI_LIMIT_REACHED: `A key has at most ${MAX_REDIRECT_URIS} redirect URIs in an environment; remove one first.`,
} as const;
