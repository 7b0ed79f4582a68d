import type { Trick } from './trick.js';

const TOO_LONG = 'REDIRECT_URI_TOO_LONG';
const ofLength = (length: number, part = 'x') => 'https://app.example/'.padEnd(length, part);

/** More than 2,000 characters: cut by browsers and proxies, and the longer the text, the dearer each check. */
export const lengths: readonly Trick[] = [
  [ofLength(2001), TOO_LONG, 'one more than there may be'],
  [ofLength(2085), TOO_LONG, 'longer than Internet Explorer took: cut there'],
  [ofLength(8200, 'y'), TOO_LONG, 'longer than a header of most servers'],
  [ofLength(2100, '%2525'), TOO_LONG, 'layers of encoding: each would be taken off'],
  [ofLength(2100, '../'), TOO_LONG, 'dot segments without end'],
  [`https://${'a.'.repeat(1500)}example/`, TOO_LONG, 'a host of 1,500 labels'],
  [`https://app.example/cb?${'a=1&'.repeat(1000)}`, TOO_LONG, 'a thousand parameters'],
  [`javascript:${'x'.repeat(2000)}`, TOO_LONG, 'the length is judged before anything else'],
  ['\u{1f600}'.repeat(1001), TOO_LONG, 'counted in UTF-16 units: 1,001 characters of two'],
];
