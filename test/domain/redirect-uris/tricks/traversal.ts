import type { Trick } from './trick.js';

const TRAVERSAL = 'REDIRECT_URI_PATH_TRAVERSAL';

/** Dot segments: the path that is checked is not the one that answers (RFC 3986 5.2.4 and 6.2.2.3; RFC 9700 4.1). */
export const traversal: readonly Trick[] = [
  ['https://app.example/cb/../open-redirect', TRAVERSAL, 'leaves the callback for another page of the site'],
  ['https://app.example/..', TRAVERSAL, 'upwards, at the end'],
  ['https://app.example/../../../x', TRAVERSAL, 'above the root'],
  ['https://app.example/./x', TRAVERSAL, 'one dot: other bytes, the same page'],
  ['https://app.example/cb/.', TRAVERSAL, 'one dot at the end'],
  ['https://app.example/cb/..?x=1', TRAVERSAL, 'right before a query'],
  ['https://app.example/%2e%2e/x', TRAVERSAL, 'encoded: WHATWG resolves it all the same'],
  ['https://app.example/%2E./x', TRAVERSAL, 'half encoded'],
  ['https://app.example/.%2e/x', TRAVERSAL, 'the other half'],
  ['https://app.example/cb/%2e', TRAVERSAL, 'one encoded dot'],
  ['https://app.example/%252e%252e/x', TRAVERSAL, 'encoded twice, for a proxy in front'],
  ['https://app.example/%25%32%65%25%32%65/x', TRAVERSAL, 'each character of the inner code encoded by itself'],
  ['https://app.example/..%2fx', TRAVERSAL, 'an encoded slash: one segment for one server, two for another'],
  ['https://app.example/a%2f..%2Fx', TRAVERSAL, 'inside of what looks like one segment'],
  ['https://app.example/%2e%2e%2fx', TRAVERSAL, 'dots and slash'],
  ['https://app.example/%252e%252e%252fx', TRAVERSAL, 'dots and slash, twice'],
  ['https://app.example/cb/..;/admin', TRAVERSAL, 'Tomcat takes `;` parameters off first (Keycloak CVE-2026-3872)'],
  ['https://app.example/cb/..;jsessionid=1/x', TRAVERSAL, 'with a parameter that has a value'],
  ['https://app.example/.;a/x', TRAVERSAL, 'one dot with a parameter'],
  ['https://app.example/cb/..%3b/x', TRAVERSAL, 'an encoded semicolon'],
  ['https://app.example/cb/..%3Fx', TRAVERSAL, 'an encoded ? that ends the path once it is decoded'],
  ['https://app.example/cb/..%23x', TRAVERSAL, 'an encoded # that ends it'],
  ['https://app.example/cb/..%20/x', TRAVERSAL, 'Windows drops spaces at the end of a name'],
  ['https://app.example/%c0%ae%c0%ae/x', TRAVERSAL, 'dots in overlong UTF-8 (CVE-2008-2938, Tomcat)'],
  ['https://app.example/..%c0%afx', TRAVERSAL, 'a slash in overlong UTF-8 (CVE-2000-0884, IIS)'],
  ['https://app.example/%e0%80%ae./x', TRAVERSAL, 'a dot in three bytes'],
  ['https://app.example/%f0%80%80%ae./x', TRAVERSAL, 'a dot in four bytes'],
  ['https://app.example/%25c0%25ae%25c0%25ae/x', TRAVERSAL, 'overlong and encoded twice'],
  ['https://app.example/%c0%a52e%c0%a52e/x', TRAVERSAL, 'the percent sign itself is overlong'],
  ['http://localhost/cb/..', TRAVERSAL, 'at a loopback'],
  ['https://app.example//../x', TRAVERSAL, 'behind an empty segment that some merge first'],
];
