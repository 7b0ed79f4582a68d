import { claiming, claims, header } from '../../kit/assertions/client.js';
import { encoded, es256, jws } from '../../kit/assertions/signing.js';
import type { Hostile } from './hostile.js';

const right = claiming({});
const [first = '', second = '', third = ''] = right.split('.');
const unknown = (name: string, assertion: string): Hostile => [name, assertion, 'UNKNOWN'];
/** The other text that `Buffer` decodes to the same octets: the bits that nobody reads are set. */
function otherSpelling(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) ?? '') + 1];
}
/** A header, and claims, as JSON text with the spaces that give its last digit bits that nobody reads. */
const spaced = (value: object) => JSON.stringify(value).padEnd(Math.ceil(JSON.stringify(value).length / 3) * 3 + 1);
const resigned = (head: string, body: string) =>
  `${head}.${body}.${Buffer.from(es256(`${head}.${body}`)).toString('base64url')}`;
const [spacedHeader, spacedClaims] = [encoded(spaced(header)), encoded(spaced(claims))];

const parts: readonly Hostile[] = [
  unknown('nothing', ''),
  unknown('two dots', '..'),
  unknown('one part', first),
  unknown('two parts', `${first}.${second}`),
  unknown('an empty signature', `${first}.${second}.`),
  unknown('four parts', `${right}.${third}`),
  unknown('a dot after', `${right}.`),
  unknown('a dot before', `.${right}`),
  unknown('five parts, as a JWE', `${first}.${second}.${third}.${third}.${third}`),
  unknown('a JWE', `${encoded({ alg: 'dir', enc: 'A256GCM' })}..AAAA.AAAA.AAAA`),
  unknown('no claims', `${first}..${third}`),
  unknown('no header', `.${second}.${third}`),
  unknown('JWS in JSON', JSON.stringify({ protected: first, payload: second, signature: third })),
  unknown(
    'JWS in JSON with many',
    JSON.stringify({ payload: second, signatures: [{ protected: first, signature: third }] }),
  ),
  unknown('more than 8 KiB', claiming({ filler: 'x'.repeat(8192) })),
  unknown('a megabyte of dots', '.'.repeat(1_000_000)),
  unknown('the parts in another order', `${second}.${first}.${third}`),
  unknown('Bearer before', `Bearer ${right}`),
  unknown('a tab for a dot', right.replace('.', '\t')),
];

const base64: readonly Hostile[] = [
  unknown('padding of the signature', `${right}==`),
  unknown('padding of a signed header', resigned(`${spacedHeader}==`, second)),
  unknown('padding of signed claims', resigned(first, `${spacedClaims}==`)),
  unknown('bits that nobody reads in the signature', `${first}.${second}.${otherSpelling(third)}`),
  unknown('bits that nobody reads in a signed header', resigned(otherSpelling(spacedHeader), second)),
  unknown('bits that nobody reads in signed claims', resigned(first, otherSpelling(spacedClaims))),
  unknown('a space after', `${right} `),
  unknown('a line end after', `${right}\n`),
  unknown('a line end in the signature', `${first}.${second}.${third.slice(0, 9)}\n${third.slice(9)}`),
  unknown('a line end in signed claims', resigned(first, `${second.slice(0, 8)}\n${second.slice(8)}`)),
  unknown('a NUL in the signature', `${first}.${second}.${third.slice(0, 9)}\u0000${third.slice(9)}`),
  unknown('characters of base64', resigned(first, encoded('{"a":"???>>>"}').replaceAll('_', '/').replaceAll('-', '+'))),
  unknown('a digit too many', `${right}A`),
  unknown('full-width letters', right.replace('e', 'ｅ')),
  unknown('percent-encoding', right.replace('.', '%2E')),
];

const raw = (name: string, head: unknown, body: unknown) => unknown(name, jws(head, body, es256));
const text = JSON.stringify;
const json: readonly Hostile[] = [
  raw('a header in a list', [header], claims),
  raw('a header of text', '"ES256"', claims),
  raw('a header of null', 'null', claims),
  raw('a header of a number', '1', claims),
  raw('a header that is no JSON', 'ES256', claims),
  raw('a header with a comment', `${text(header).slice(0, -1)}/* */}`, claims),
  raw('a header with a comma too many', `${text(header).slice(0, -1)},}`, claims),
  raw('a header in single quotes', text(header).replaceAll('"', "'"), claims),
  raw('a header twice', text(header) + text(header), claims),
  raw('a header after a byte order mark', `\uFEFF${text(header)}`, claims),
  raw('a header in UTF-16', Buffer.from(text(header), 'utf16le'), claims),
  raw('a header with an octet that is no UTF-8', Buffer.from(`{"x":"\xff",${text(header).slice(1)}`, 'latin1'), claims),
  raw(
    'an overlong header',
    Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xc0, 0x80]), Buffer.from(`",${text(header).slice(1)}`)]),
    claims,
  ),
  raw('kid twice', '{"alg":"ES256","kid":"rsa","kid":"p256"}', claims),
  raw('kid twice, once escaped', '{"alg":"ES256","k\\u0069d":"rsa","kid":"p256"}', claims),
  raw('a member twice deep in the header', `{"x":[{"y":1,"y":2}],${text(header).slice(1)}`, claims),
  raw('a huge number in the header', `{"x":1e999,${text(header).slice(1)}`, claims),
  raw('half a surrogate pair in the header', `{"x":"\\ud800",${text(header).slice(1)}`, claims),
  raw('claims in a list', header, [claims]),
  raw('claims of text', header, '"text"'),
  raw('claims of null', header, 'null'),
  raw('claims that are empty', header, ''),
  raw('claims after a byte order mark', header, `\uFEFF${text(claims)}`),
  raw('claims in UTF-16', header, Buffer.from(text(claims), 'utf16le')),
  raw('claims with an octet that is no UTF-8', header, Buffer.from(`{"x":"\xe9",${text(claims).slice(1)}`, 'latin1')),
  raw('sub twice', header, `{"sub":"root",${text(claims).slice(1)}`),
  raw('exp twice', header, `{"exp":1,${text(claims).slice(1)}`),
  raw('sub twice, once escaped', header, `{"\\u0073ub":"root",${text(claims).slice(1)}`),
  raw('a claim twice deep inside', header, `{"x":{"y":{"z":1,"z":1}},${text(claims).slice(1)}`),
  raw('exp of 1e400', header, text({ ...claims, exp: 0 }).replace('"exp":0', '"exp":1e400')),
  raw('exp of Infinity', header, text({ ...claims, exp: 0 }).replace('"exp":0', '"exp":Infinity')),
  raw('exp of NaN', header, text({ ...claims, exp: 0 }).replace('"exp":0', '"exp":NaN')),
  raw('exp in hexadecimal', header, text({ ...claims, exp: 0 }).replace('"exp":0', '"exp":0xffffffff')),
  raw('exp with a plus', header, text({ ...claims, exp: 0 }).replace('"exp":0', '"exp":+1')),
  raw('a negative huge number', header, `{"x":-1e999,${text(claims).slice(1)}`),
  raw('half a surrogate pair in jti', header, text({ ...claims, jti: 0 }).replace('"jti":0', '"jti":"\\udc00"')),
  raw('brackets without end', header, '['.repeat(5000)),
  raw('objects without end', header, '{"a":'.repeat(1000)),
  raw('a nested JWT', { ...header, cty: 'JWT' }, right),
  raw('a nested JWT as text', { ...header, cty: 'JWT' }, text(right)),
  raw('compressed claims', { ...header, zip: 'DEF' }, Buffer.from('789caB', 'hex')),
];

export const forms = [...parts, ...base64, ...json];
