import type { Trick } from './trick.js';

const PERCENT = 'REDIRECT_URI_PERCENT_ENCODING';
const CONTROL = 'REDIRECT_URI_CONTROL_CHARACTER';

/** Percent signs that encode nothing, and control characters that are encoded, once or more often (RFC 3986 2.1 and 7.3). */
export const percent: readonly Trick[] = [
  ['https://app.example/%', PERCENT, 'ends where two digits should come'],
  ['https://app.example/%2', PERCENT, 'ends in the middle'],
  ['https://app.example/%zz', PERCENT, 'no digits: kept, dropped, or an error'],
  ['https://app.example/%2g', PERCENT, 'one digit and a letter'],
  ['https://app.example/%%330%30', PERCENT, 'decoded in two passes it is %00'],
  ['https://app.example/%u0041', PERCENT, "the %u of IIS and of JavaScript's escape()"],
  ['https://app.example/%u002e%u002e/x', PERCENT, 'a dot segment in the %u of IIS'],
  ['https://app.example/%uFF0E%uFF0E/x', PERCENT, 'the same in full-width dots, mapped to ASCII by best fit'],
  ['https://app.example/%0x41', PERCENT, 'hexadecimal as C writes it'],
  ['https://app.example/%-1', PERCENT, 'a negative number to strtol'],
  ['https://app.example/% 41', 'REDIRECT_URI_CHARACTER', 'a space that strtol skips'],
  ['https://app.example/cb?discount=100%', PERCENT, 'a sign that nobody encoded'],
  ['https://%/cb', PERCENT, 'in the host'],
  ['https://app.example/%00', CONTROL, 'NUL ends the text in C'],
  ['https://app.example/cb%00.evil.example', CONTROL, 'NUL hides what follows from one of two programs'],
  ['https://app.example/cb?x=%00', CONTROL, 'in the query as well'],
  ['https://app.example%00.evil.example/cb', CONTROL, 'in the host it cuts the name'],
  ['https://app.example/%0d%0aLocation:%20https://evil.example/', CONTROL, 'splits the response (CWE-113)'],
  ['https://app.example/cb?x=%0D%0ASet-Cookie:%20a=b', CONTROL, 'puts a header in, by way of the query'],
  ['https://app.example/%0aForged%20line', CONTROL, 'writes a line into a log'],
  ['https://app.example/%0d', CONTROL, 'overwrites the line of a log'],
  ['https://app.example/%09', CONTROL, 'a tab: WHATWG drops it once it is decoded'],
  ['https://app.example/%08%08%08', CONTROL, 'backspaces: what is shown is not what is there'],
  ['https://app.example/%1b%5b31m', CONTROL, 'an escape sequence for the terminal of who reads the log'],
  ['https://app.example/%1f', CONTROL, 'the last of the C0 characters'],
  ['https://app.example/%7f', CONTROL, 'DEL, a control character above all the letters'],
  ['https://app.example/%2500', CONTROL, 'encoded twice, for a chain of two decoders'],
  ['https://app.example/%25250d%25250a', CONTROL, 'encoded three times'],
  ['https://app.example/%25%30%30', CONTROL, 'each character of the inner code encoded by itself'],
  ['https://app.example/%c0%80', CONTROL, 'NUL as Java writes it: overlong UTF-8 (RFC 3629 3)'],
  ['https://app.example/%e0%80%8a', CONTROL, 'a line feed in three bytes of overlong UTF-8'],
  ['https://app.example/%25c0%258d', CONTROL, 'overlong and encoded twice'],
  ['java%0ascript:alert(1)', CONTROL, 'a newline in the scheme, which browsers drop'],
  ['javascript://app.example/%0aalert(1)', CONTROL, 'the newline ends the comment that `//` began'],
  ['/%09/evil.example', CONTROL, 'without the tab it is //evil.example'],
];
