import type { Trick } from './trick.js';

const FRAGMENT = 'REDIRECT_URI_FRAGMENT';
const WILDCARD = 'REDIRECT_URI_WILDCARD';

/** A `#` (RFC 6749 3.1.2: "MUST NOT include a fragment component") and patterns for many URIs (RFC 9700 2.1 and 4.1.1). */
export const fragmentsAndWildcards: readonly Trick[] = [
  ['https://app.example/cb#', FRAGMENT, 'an empty one: swallows the code that is appended'],
  ['https://app.example/cb#/done', FRAGMENT, 'a route of a page: the code is appended behind it'],
  ['https://app.example#.evil.example/cb', FRAGMENT, 'ends the host for one parser only'],
  ['https://evil.example#@app.example/cb', FRAGMENT, 'user info for who does not know fragments'],
  ['https://app.example/cb?x=1#y', FRAGMENT, 'behind a query'],
  ['https://app.example/cb#access_token=x', FRAGMENT, 'a token that was injected for the Implicit Grant'],
  ['https://app.example/cb#:~:text=x', FRAGMENT, 'a text fragment: the browser hides it from the page'],
  ['#', FRAGMENT, 'nothing but the character'],
  ['*', WILDCARD, 'everything'],
  ['https://*', WILDCARD, 'every host'],
  ['*://app.example/cb', WILDCARD, 'every scheme'],
  ['https://*.app.example/cb', WILDCARD, 'every subdomain: one of them is taken over'],
  ['https://app*.example/cb', WILDCARD, 'a part of a label'],
  ['https://app.*/cb', WILDCARD, 'every top-level domain'],
  ['https://app.example*', WILDCARD, 'also app.example.evil.example (Keycloak issue 48430)'],
  ['https://app.example/*', WILDCARD, 'every path: an open redirect among them'],
  ['https://app.example/**/cb', WILDCARD, 'every depth, as globs have it'],
  ['https://app.example/cb.*', WILDCARD, 'a regular expression'],
  ['https://app.example/cb?*', WILDCARD, 'every query'],
  ['http://127.0.0.*/cb', WILDCARD, 'a part of an address'],
  ['http://localhost:*/cb', WILDCARD, 'every port of a name: only IP literals have that (RFC 8252 7.3)'],
];
