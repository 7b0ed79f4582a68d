import type { Trick } from './trick.js';

const CHARACTER = 'REDIRECT_URI_CHARACTER';

/** ASCII that is in no URI (RFC 3986 2): parsers drop it, encode it, or stop there. */
export const characters: readonly Trick[] = [
  [' https://app.example/cb', CHARACTER, 'a space in front, which forms and parsers trim'],
  ['https://app.example/cb ', CHARACTER, 'a space behind: better-auth stores it trimmed'],
  ['https://app.example/a b', CHARACTER, 'a space inside: ends the URL in a Location header of some'],
  ['https://app .example/cb', CHARACTER, 'a space in the host'],
  ['https://app.example/cb https://evil.example/cb', CHARACTER, 'two URIs where a list is split at spaces'],
  ['https://app.example &@evil.example', CHARACTER, 'three libraries, three hosts (A New Era of SSRF, 2017)'],
  ['java\tscript:alert(1)', CHARACTER, 'a tab in the scheme: WHATWG removes it'],
  ['java\nscript:alert(1)', CHARACTER, 'a newline in the scheme: WHATWG removes it'],
  ['https://app.example/cb\nhttps://evil.example/cb', CHARACTER, 'two lines: a pattern with ^ and $ sees the first'],
  ['https://app.example/\r\nLocation: https://evil.example', CHARACTER, 'a header of its own'],
  ['https://app.example\t.evil.example/cb', CHARACTER, 'a tab in the host: gone when it is opened'],
  ['https://app.example/cb\0.evil.example', CHARACTER, 'NUL: cut there by C and by SQLite drivers'],
  ['\u0001https://app.example/cb', CHARACTER, 'a C0 character in front: WHATWG strips it'],
  ['https://app.example/cb\u001f', CHARACTER, 'a C0 character behind: stripped too'],
  ['https://app.example/\u000bcb', CHARACTER, 'a vertical tab: white space to some'],
  ['https://app.example/\u001b]0;x', CHARACTER, 'an escape sequence for a terminal'],
  ['https://app.example/\u007f', CHARACTER, 'DEL, a control character above all the letters'],
  ['https://app.example/cb"onload="alert(1)', CHARACTER, 'a quote ends the attribute it is put into'],
  ['https://app.example/<script>', CHARACTER, 'a tag'],
  ['https://app.example/cb>', CHARACTER, 'the end of a URL in angle brackets (RFC 3986 C)'],
  ['<https://app.example/cb>', CHARACTER, 'both of the angle brackets'],
  ['"https://app.example/cb"', CHARACTER, 'quotes that were copied along'],
  ['https://{tenant}.app.example/cb', CHARACTER, 'a template (RFC 6570) that registers every tenant'],
  ['https://app.example/cb{?code,state}', CHARACTER, 'a template of a query'],
  ['https://app.example/a|b', CHARACTER, 'a bar: an alternative to a pattern, a pipe to a shell'],
  ['https://app.example/a^b', CHARACTER, 'a caret: an anchor to a pattern, an escape to cmd.exe'],
  ['https://app.example/`id`', CHARACTER, 'backquotes: a command to a shell'],
  ['https://app.example/[a-z]/cb', CHARACTER, 'a class of characters to a pattern: many paths at once'],
  ['https://app.example/cb?x[]=1', CHARACTER, 'brackets in the query: not in RFC 3986 3.4'],
  ['data:text/html,<script>alert(1)</script>', CHARACTER, 'a page in the URI, told by its first fault'],
];
