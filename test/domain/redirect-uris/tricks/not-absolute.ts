import type { Trick } from './trick.js';

const NOT_ABSOLUTE = 'REDIRECT_URI_NOT_ABSOLUTE';

/** What has no scheme of its own, so that it goes wherever it is resolved (RFC 6749 3.1.2: an absolute URI). */
export const notAbsolute: readonly Trick[] = [
  ['', NOT_ABSOLUTE, 'an empty text equals a parameter that is left out'],
  ['null', NOT_ABSOLUTE, 'a missing value that JavaScript made a text of'],
  ['/callback', NOT_ABSOLUTE, 'a path: becomes one of the authorization server'],
  ['callback', NOT_ABSOLUTE, 'relative to where the user happens to be'],
  ['../callback', NOT_ABSOLUTE, 'relative, and upwards'],
  ['?next=https://app.example/', NOT_ABSOLUTE, 'the authorization endpoint itself with another query'],
  ['//evil.example/cb', NOT_ABSOLUTE, 'a network-path reference takes the scheme of the page (RFC 3986 4.2)'],
  ['///evil.example/cb', NOT_ABSOLUTE, 'browsers drop slashes that are too many'],
  ['/https://app.example/cb', NOT_ABSOLUTE, 'contains the trusted URL, and is a path'],
  ['://app.example/cb', NOT_ABSOLUTE, 'an empty scheme'],
  ['https//app.example/cb', NOT_ABSOLUTE, 'the colon was lost: a relative path that begins like the URL'],
  ['https%3A//app.example/cb', NOT_ABSOLUTE, 'encoded once too often: the colon is none'],
  ['%6Aavascript:alert(1)', NOT_ABSOLUTE, 'decoded once it is javascript:'],
  ['app.example/cb', NOT_ABSOLUTE, 'the scheme was forgotten: a relative path'],
  ['app.example:443/cb', NOT_ABSOLUTE, 'the scheme was forgotten: the host is taken for a scheme'],
  ['127.0.0.1:3000/cb', NOT_ABSOLUTE, 'the scheme was forgotten before a loopback'],
  ['[::1]:3000/cb', NOT_ABSOLUTE, 'the same in IPv6'],
  ['@evil.example/cb', NOT_ABSOLUTE, 'glued to `https://app.example` it makes that user info'],
  ['.evil.example/cb', NOT_ABSOLUTE, 'glued to `https://app.example` it makes that a subdomain'],
  ['1https://app.example/cb', NOT_ABSOLUTE, 'a scheme starts with a letter (RFC 3986 3.1)'],
  ['+https://app.example/cb', NOT_ABSOLUTE, 'and not with a sign that a form may have put there'],
  ['ht_tps://app.example/cb', 'REDIRECT_URI_UNDERSCORE', 'and has no underscore'],
  ['alert(1);https://app.example/cb', NOT_ABSOLUTE, 'code in front of a URL that an unanchored pattern finds'],
  ['redirect_uri=https://app.example/cb', NOT_ABSOLUTE, 'the parameter was pasted with its name'],
];
