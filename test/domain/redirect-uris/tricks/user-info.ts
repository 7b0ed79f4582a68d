import type { Trick } from './trick.js';

const USER_INFO = 'REDIRECT_URI_USER_INFO';

/** What stands before an `@`: credentials that leak, or a host that is none (RFC 3986 3.2.1 and 7.6). */
export const userInfo: readonly Trick[] = [
  ['https://app.example@evil.example/cb', USER_INFO, 'begins with the trusted host; the host is behind the @'],
  ['https://ada@app.example/cb', USER_INFO, 'a name that is shown and logged wherever the URL is'],
  ['https://ada:password@app.example/cb', USER_INFO, 'a password in a URL (RFC 3986 7.5)'],
  ['https://@app.example/cb', USER_INFO, 'empty user info: equal to none for some parsers only'],
  ['https://:@app.example/cb', USER_INFO, 'an empty name and an empty password'],
  ['https://app.example:443@evil.example/cb', USER_INFO, 'the password looks like a port'],
  ['https://a@b@evil.example/cb', USER_INFO, 'two @: Java finds no user info in it (Keycloak CVE-2026-7504)'],
  ['https://app.example%2fcb@evil.example/', USER_INFO, 'an encoded slash, decoded before the host is looked for'],
  ['https://app.example%23@evil.example/', USER_INFO, 'an encoded #, decoded it ends the host'],
  ['https://app.example%3f@evil.example/', USER_INFO, 'an encoded ?, decoded it ends the host'],
  ['https://app.example&@evil.example/cb', USER_INFO, 'parsers disagree on `&@` (A New Era of SSRF, 2017)'],
  ['https://app.example;@evil.example/cb', USER_INFO, 'a semicolon ends the host for some'],
  ['https://app.example,@evil.example/cb', USER_INFO, 'a comma ends the host where lists are read'],
  ['https://[::1]@evil.example/cb', USER_INFO, 'an IPv6 loopback as user info'],
  ['http://127.0.0.1@evil.example/cb', USER_INFO, 'a prefix check for the loopback passes (Keycloak CVE-2024-8883)'],
  ['http://localhost:80@evil.example/cb', USER_INFO, 'the same with a name and a port'],
  ['https://evil.example@app.example/cb', USER_INFO, 'the other way round, for who looks before the @'],
  ['https://app.example%40evil.example/cb', 'REDIRECT_URI_HOST', 'an encoded @ is decoded further on'],
  ['https://app.example%252f@evil.example/', USER_INFO, 'encoded twice, for a chain of two decoders'],
  [
    `https://app.example/cb?client_secret=kl_demo_${'A1'.repeat(24)}z`,
    'SECRET_MATERIAL',
    'a secret in the query would be kept for ever',
  ],
];
