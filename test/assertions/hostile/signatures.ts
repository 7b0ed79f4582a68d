import { sign } from 'node:crypto';
import { claiming, claims, headed } from '../../kit/assertions/client.js';
import { ecdsa, eddsa, es256, jws, p256, ps, rs256, rsa, type Sign } from '../../kit/assertions/signing.js';
import type { Hostile } from './hostile.js';

/** Order of P-256 (SEC 2 2.4.2), and of Ed25519 (RFC 8032 5.1), little-endian. */
const n = Buffer.from('ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551', 'hex');
const l = BigInt('0x1000000000000000000000000000000014def9dea2f79cd65812631a5cf5d3ed');
const zero = Buffer.alloc(32);
const one = Buffer.concat([Buffer.alloc(31), Buffer.from([1])]);
const pair =
  (...halves: Buffer[]): Sign =>
  () =>
    Buffer.concat(halves);

const cut =
  (signing: Sign, end: number): Sign =>
  (input) =>
    signing(input).subarray(0, end);
const longer =
  (signing: Sign, octet = 0): Sign =>
  (input) =>
    Buffer.concat([signing(input), Buffer.from([octet])]);
const prefixed =
  (signing: Sign): Sign =>
  (input) =>
    Buffer.concat([Buffer.from([0]), signing(input)]);
const flipped =
  (signing: Sign, at: number): Sign =>
  (input) => {
    const octets = Buffer.from(signing(input));
    octets.writeUInt8(octets.readUInt8(at) ^ 1, at);
    return octets;
  };
const der: Sign = (input) => sign('sha256', Buffer.from(input), { key: p256.privateKey, dsaEncoding: 'der' });
/** S + L: the same point, were it not checked (RFC 8032 5.1.7). */
const malleable: Sign = (input) => {
  const octets = Buffer.from(eddsa(input));
  const s = BigInt(`0x${Buffer.from(octets.subarray(32)).reverse().toString('hex')}`) + l;
  Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse().copy(octets, 32);
  return octets;
};
const base64 =
  (signing: Sign): Sign =>
  (input) =>
    Buffer.from(Buffer.from(signing(input)).toString('base64'));
const sha1: Sign = (input) => sign('sha1', Buffer.from(input), rsa.privateKey);
const sha512: Sign = (input) => sign('sha512', Buffer.from(input), rsa.privateKey);

const by =
  (alg: string, kid: string) =>
  (name: string, signing: Sign): Hostile => [`${alg}: ${name}`, jws({ alg, kid }, claims, signing), 'UNKNOWN'];
const [es, ed, rs, pss] = [by('ES256', 'p256'), by('EdDSA', 'ed25519'), by('RS256', 'rsa'), by('PS256', 'rsa')];
const [first = '', , third = ''] = claiming({}).split('.');

export const signatures: readonly Hostile[] = [
  es('all zero (CVE-2022-21449)', pair(zero, zero)),
  es('r zero', pair(zero, one)),
  es('s zero', pair(one, zero)),
  es('r and s one', pair(one, one)),
  es('r and s the order', pair(n, n)),
  es('r the order, s one', pair(n, one)),
  es('all ones', () => Buffer.alloc(64, 0xff)),
  es('in DER', der),
  es('zero in DER', () => Buffer.from('3006020100020100', 'hex')),
  es('cut short', cut(es256, 63)),
  es('half', cut(es256, 32)),
  es('one octet', cut(es256, 1)),
  es('an octet too many', longer(es256)),
  es('an octet before', prefixed(es256)),
  es('a bit flipped in r', flipped(es256, 0)),
  es('a bit flipped in s', flipped(es256, 63)),
  es('in base64 once more', base64(es256)),
  es('over SHA-512', ecdsa(p256.privateKey, 'sha512')),
  es('over SHA-1', ecdsa(p256.privateKey, 'sha1')),
  ed('all zero', () => Buffer.alloc(64)),
  ed('the neutral element', () => Buffer.concat([Buffer.from([1]), Buffer.alloc(63)])),
  ed('cut short', cut(eddsa, 63)),
  ed('half', cut(eddsa, 32)),
  ed('an octet too many', longer(eddsa)),
  ed('as long as of Ed448', (input) => Buffer.concat([eddsa(input), Buffer.alloc(50)])),
  ed('S beyond the order', malleable),
  ed('a bit flipped', flipped(eddsa, 40)),
  rs('all zero', () => Buffer.alloc(256)),
  rs('one', () => Buffer.concat([Buffer.alloc(255), Buffer.from([1])])),
  rs('all ones, beyond the modulus', () => Buffer.alloc(256, 0xff)),
  rs('cut short', cut(rs256, 255)),
  rs('an octet too many', longer(rs256)),
  rs('a zero before', prefixed(rs256)),
  rs('a bit flipped', flipped(rs256, 128)),
  rs('over SHA-1', sha1),
  rs('over SHA-512', sha512),
  rs('in base64 once more', base64(rs256)),
  ...[0, 20, 31, 33, 64, 222].map((salt) => pss(`a salt of ${salt}`, ps(salt))),
  pss('cut short', cut(ps(32), 255)),
  pss('an octet too many', longer(ps(32))),
  pss('all zero', () => Buffer.alloc(256)),
  [
    'other claims under the signature',
    `${first}.${claiming({ jti: 'other' }).split('.')[1] ?? ''}.${third}`,
    'UNKNOWN',
  ],
  [
    'another header under the signature',
    `${headed({ typ: 'JWT' }).split('.')[0] ?? ''}.${claiming({}).split('.')[1] ?? ''}.${third}`,
    'UNKNOWN',
  ],
];
