import type { Trick } from './trick.js';

const HOST = 'REDIRECT_URI_HOST';

/** Ports that are none, or another one than they look (RFC 3986 3.2.3). */
export const ports: readonly Trick[] = [
  ['https://app.example:/cb', HOST, 'an empty port equals none for RFC 3986, and differs byte for byte'],
  ['https://app.example:0/cb', HOST, 'port 0 lets the system choose'],
  ['https://app.example:0443/cb', HOST, 'a leading zero: octal for some'],
  ['https://app.example:65536/cb', HOST, 'one more than there are: becomes 0 in 16 bits'],
  ['https://app.example:65979/cb', HOST, 'becomes 443 in 16 bits'],
  ['https://app.example:4294967739/cb', HOST, 'becomes 443 in 32 bits'],
  ['https://app.example:4e2/cb', HOST, '400 to who reads numbers as JavaScript does'],
  ['https://app.example:0x1bb/cb', HOST, '443 in hexadecimal'],
  ['https://app.example:-443/cb', HOST, 'a negative one'],
  ['https://app.example:+443/cb', HOST, 'a sign that number parsers skip'],
  ['https://app.example:%34%34%33/cb', HOST, 'encoded digits'],
  ['https://app.example:https/cb', HOST, 'the name of the service'],
  ['https://app.example:443:80/cb', HOST, 'two: the first or the last (A New Era of SSRF, 2017)'],
  ['https://app.example:443.evil.example/cb', HOST, 'who stops at the port takes the host for app.example'],
  ['https://app.example:443;x/cb', HOST, 'parameters behind the port'],
  ['https://app.example:44 3/cb', 'REDIRECT_URI_CHARACTER', 'a space that is skipped'],
  [
    'https://app.example:\uff14\uff14\uff13/cb',
    'REDIRECT_URI_CHARACTER',
    'full-width digits are digits to \\d in Python',
  ],
  ['https://app.example:*/cb', 'REDIRECT_URI_WILDCARD', 'every port of a host, not only of a loopback'],
  ['http://127.0.0.1:0/cb', HOST, 'port 0 as "any port" (RFC 8252 7.3 matches any port without it)'],
  ['http://localhost:/cb', HOST, 'an empty port at a loopback'],
  ['http://[::1]:99999/cb', HOST, 'too large, behind a bracket'],
  ['http://127.0.0.1:$PORT/cb', HOST, 'a variable that nobody replaced'],
];
