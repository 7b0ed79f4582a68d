import type { Trick } from './trick.js';

const BACKSLASH = 'REDIRECT_URI_BACKSLASH';

/** A browser reads a backslash as a slash, RFC 3986 as nothing at all: where the host ends depends on who asks. */
export const backslashes: readonly Trick[] = [
  ['https://evil.example\\@app.example/cb', BACKSLASH, 'the host is before it for a browser, behind it for others'],
  ['https://app.example\\.evil.example/cb', BACKSLASH, 'the same with a dot'],
  ['https://app.example:443\\@evil.example/cb', BACKSLASH, 'the same behind a port'],
  ['http://localhost\\@evil.example/cb', BACKSLASH, 'the same at a loopback'],
  ['https:\\\\evil.example/cb', BACKSLASH, 'for both of the slashes'],
  ['https:/\\evil.example/cb', BACKSLASH, 'for one of them'],
  ['\\\\evil.example\\share', BACKSLASH, 'a UNC path'],
  ['/\\evil.example', BACKSLASH, 'a path for a filter, //evil.example for a browser (open redirect lists)'],
  ['https://app.example/\\..\\x', BACKSLASH, 'dot segments of Windows'],
  ['https://app.example/cb?next=\\evil.example', BACKSLASH, 'in the query, for the next redirect'],
  ['https://app.example/%5c%5cevil.example', BACKSLASH, 'encoded'],
  ['https://app.example/..%5c..%5cx', BACKSLASH, 'encoded dot segments of Windows'],
  ['https://app.example%5c@evil.example/cb', BACKSLASH, 'encoded, in the authority'],
  ['https://app.example/%255cx', BACKSLASH, 'encoded twice'],
  ['https://app.example/cb?to=%25255C', BACKSLASH, 'encoded three times, in the query'],
  ['https://app.example/%c1%9cx', BACKSLASH, 'in overlong UTF-8 (CVE-2000-0884, IIS)'],
  ['https://app.example/%e0%81%9cx', BACKSLASH, 'in three bytes of overlong UTF-8'],
];
