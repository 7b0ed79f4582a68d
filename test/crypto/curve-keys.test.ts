import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEd25519Point } from '../../src/adapters/crypto/public-keys/ed25519-point.js';
import { parsePublicKey } from '../../src/adapters/crypto/public-keys/parse-public-key.js';
import { Refusal } from '../../src/domain/refusal/refusal.js';
import { newKeyPair } from '../kit/facts/key-pair.js';
import { ecCertificate } from './certificates.js';
import { opensslFingerprints, opensslKeys } from './openssl-keys.js';
import { pemOf } from './rsa-keys.js';

const pem = (name: string) => opensslKeys[name] ?? '';
const jwkOf = (name: string) => createPublicKey(pem(name)).export({ format: 'jwk' });
const derOf = (text: string) => Buffer.from(text.split('\n').slice(1, -2).join(''), 'base64');
const json = (value: unknown) => JSON.stringify(value);
const [rsa, ec, ed] = [jwkOf('rsa'), jwkOf('p256'), jwkOf('ed25519')];
const octets = (base64url = '') => Buffer.from(base64url, 'base64url');
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

function refusalOf(written: string): string {
  try {
    parsePublicKey(written);
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
  return 'taken';
}

const END = '2126-11-03T11:51:34.000Z';
const written = (name: string, algorithm: string, jwk: JsonWebKey, alg: string) =>
  [
    [`${name} in SPKI`, name, pem(name), { algorithm, ownKid: null, notAfter: null }],
    [`${name} in SPKI after lines`, name, `subject=CN = x\n${pem(name)}`, { algorithm }],
    [`${name} in a certificate`, name, pem(`${name}.certificate`), { algorithm, ownKid: null, notAfter: END }],
    [`${name} in a JWK`, name, json(jwk), { algorithm, ownKid: null, notAfter: null }],
    [`${name} in a JWK for ${alg}`, name, json({ ...jwk, alg, use: 'sig', key_ops: ['verify'] }), { algorithm }],
    [`${name} in a JWK with a kid`, name, json({ ...jwk, kid: 'mine' }), { algorithm, ownKid: 'mine' }],
    [`${name} in a JWK with a kid that is none`, name, json({ ...jwk, kid: 1 }), { algorithm, ownKid: null }],
    [`${name} in a JWKS`, name, json({ keys: [{ ...jwk, kid: 'mine' }] }), { algorithm, ownKid: 'mine' }],
  ] as const;

test.each([
  ...written('rsa', 'RS256', rsa, 'RS256'),
  ...written('p256', 'ES256', ec, 'ES256'),
  ...written('ed25519', 'EdDSA', ed, 'EdDSA'),
  ['rsa in PKCS#1', 'rsa', pem('rsa.pkcs1'), { algorithm: 'RS256' }],
  ['rsa in a JWK for PS256', 'rsa', json({ ...rsa, alg: 'PS256' }), { algorithm: 'PS256' }],
  ['ed25519 in a JWK for Ed25519', 'ed25519', json({ ...ed, alg: 'Ed25519' }), { algorithm: 'EdDSA' }],
  ['p256 in an expired certificate', 'p256', pem('p256.expired'), { notAfter: '2021-02-03T04:05:06.000Z' }],
  ['p256 in a certificate without end', 'p256', pem('p256.endless'), { notAfter: null }],
])('takes %s', (_, name, form, expected) => {
  const key = parsePublicKey(form);
  expect(key).toMatchObject({ ...expected, fingerprint: opensslFingerprints[name], publicKeyPem: pem(name) });
  expect(key.modulusLength).toBe(name === 'rsa' ? 2048 : null);
});

test('takes a certificate of another key', () => expect(parsePublicKey(ecCertificate).algorithm).toBe('ES256'));

const withByte = (der: Buffer, at: number, change: (byte: number) => number) => {
  const other = Buffer.from(der);
  other.writeUInt8(change(other.readUInt8(at)), at);
  return other;
};
const ecDer = derOf(pem('p256'));
const edDer = derOf(pem('ed25519'));
const edSpki = (point: Uint8Array) => pemOf('PUBLIC KEY', Buffer.concat([edDer.subarray(0, 12), point]));
const ecBits = (bits: Buffer, length = bits.length) => {
  const head = Buffer.from(ecDer.subarray(0, 25));
  head[1] = 21 + 2 + length;
  head[24] = length;
  return pemOf('PUBLIC KEY', Buffer.concat([head, bits]));
};
const [x, y] = [octets(ec.x), octets(ec.y)];
const P256_PRIME = text(Buffer.from('ffffffff00000001000000000000000000000000ffffffffffffffffffffffff', 'hex'));
/** The point whose x is zero. */
const zeroX = {
  ...{ kty: 'EC', crv: 'P-256', x: text(Buffer.alloc(32)) },
  y: text(Buffer.from('66485c780e2f83d72433bd5d84a06bb6541c2af31dae871728bf856a174f93f4', 'hex')),
};
const ecSpki = (x: string, y: string) => ecBits(Buffer.concat([Buffer.from([0, 4]), octets(x), octets(y)]));
test('takes the point whose x is zero', () => {
  expect(parsePublicKey(json(zeroX)).algorithm).toBe('ES256');
  expect(parsePublicKey(ecSpki(zeroX.x, zeroX.y))).toEqual(parsePublicKey(json(zeroX)));
});
const flipped = (bytes: Buffer) => text(withByte(bytes, 31, (byte) => byte ^ 1));
/** Bits beyond the last octet that are not zero: another text of the same octets (RFC 4648 3.5). */
const notCanonical = (base64url = '') => base64url.slice(0, -1) + nextLetter(base64url.slice(-1));
function nextLetter(letter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return letters[letters.indexOf(letter) + 1] ?? '';
}

describe('PUBLIC_KEY_INVALID for', () => {
  test.each([
    ...['p384', 'secp256k1', 'x25519', 'ed448'].flatMap((name) => [
      [`${name} in SPKI`, pem(name)],
      [`${name} in a JWK`, json(jwkOf(name))],
    ]),
    ['a compressed point', pem('p256.compressed')],
    ['a hybrid point', pem('p256.hybrid')],
    ['the point at infinity', ecBits(Buffer.from([0, 0]))],
    ['parameters of a curve', pem('p256.explicit')],
    [
      'a point that is not on the curve',
      pemOf(
        'PUBLIC KEY',
        withByte(ecDer, ecDer.length - 1, (byte) => byte ^ 1),
      ),
    ],
    [
      'unused bits in the bit string',
      pemOf(
        'PUBLIC KEY',
        withByte(ecDer, 25, () => 1),
      ),
    ],
    ['bytes after the EC key', pemOf('PUBLIC KEY', Buffer.concat([ecDer, Buffer.from([0])]))],
    ['bytes after the Ed25519 key', pemOf('PUBLIC KEY', Buffer.concat([edDer, Buffer.from([0])]))],
    ['a short Ed25519 key', pemOf('PUBLIC KEY', edDer.subarray(0, 43))],
    ['an EC key labelled as PKCS#1', pemOf('RSA PUBLIC KEY', ecDer)],
    ['an EC key under the label of SEC 1', pemOf('EC PUBLIC KEY', ecDer)],
    ['a certificate that ends in the year 49', pem('p256.year49')],
    ['an EC JWK that is not on the curve', json({ ...ec, y: flipped(y) })],
    ['an EC JWK of zeros', json({ ...ec, x: text(Buffer.alloc(32)), y: text(Buffer.alloc(32)) })],
    ['an EC JWK whose x is the prime', json({ ...zeroX, x: P256_PRIME })],
    ['an EC SPKI whose x is the prime', ecSpki(P256_PRIME, zeroX.y)],
    ['an EC JWK without y', json({ ...ec, y: undefined })],
    ['an EC JWK without x', json({ ...ec, x: undefined })],
    ['an EC JWK without crv', json({ ...ec, crv: undefined })],
    ['an EC JWK of a list of curves', json({ ...ec, crv: ['P-256'] })],
    ['an EC JWK with an octet before x', json({ ...ec, x: text(Buffer.concat([Buffer.alloc(1), x])) })],
    ['an EC JWK with a number', json({ ...ec, x: 1 })],
    ['an EC JWK with padding', json({ ...ec, x: `${ec.x}=` })],
    ['an EC JWK whose x has bits too many', json({ ...ec, x: notCanonical(ec.x) })],
    ['an EC JWK whose y has bits too many', json({ ...ec, y: notCanonical(ec.y) })],
    ['an EC JWK for RS256', json({ ...ec, alg: 'RS256' })],
    ['an EC JWK for ES384', json({ ...ec, alg: 'ES384' })],
    ['an EC JWK to agree on keys', json({ ...ec, alg: 'ECDH-ES' })],
    ['an EC JWK to encrypt', json({ ...ec, use: 'enc' })],
    ['an EC JWK that cannot verify', json({ ...ec, key_ops: ['deriveKey'] })],
    ['an EC JWK whose type is OKP', json({ ...ec, kty: 'OKP' })],
    ['an Ed25519 JWK whose type is EC', json({ ...ed, kty: 'EC' })],
    ['an Ed25519 JWK for ES256', json({ ...ed, alg: 'ES256' })],
    ['an Ed25519 JWK for Ed448', json({ ...ed, alg: 'Ed448' })],
    ['an Ed25519 JWK of another curve', json({ ...ed, crv: 'X25519' })],
    ['an Ed25519 JWK whose x has bits too many', json({ ...ed, x: notCanonical(ed.x) })],
    ['an Ed25519 JWK in base64', json({ ...ed, x: octets(ed.x).toString('base64') })],
    ['an Ed25519 JWK of 31 octets', json({ ...ed, x: text(octets(ed.x).subarray(1)) })],
    ['an Ed25519 JWK without x', json({ ...ed, x: undefined })],
    ['an RSA JWK for ES256', json({ ...rsa, alg: 'ES256' })],
    ['an RSA JWK to encrypt', json({ ...rsa, alg: 'RSA-OAEP' })],
    ['two keys of two kinds', pem('p256') + pem('ed25519')],
  ] as [string, string][])('%s', (_, form) => expect(refusalOf(form)).toBe('PUBLIC_KEY_INVALID'));
});

/** Encodings of the points of order 1, 2, 4 and 8, and of what OpenSSL would take for them; as libsodium lists them. */
const smallOrder = [
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0000000000000000000000000000000000000000000000000000000000000080',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa',
];
const badEncodings = [
  ['x of zero and negative', '0100000000000000000000000000000000000000000000000000000000000080'],
  ['minus one, negative', 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff'],
  ['y as p', 'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  ['y as p + 1', 'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  ['y as p + 3, which would be on the curve', 'f0ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  ['y as 2^255 - 1', 'ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'],
  ['y of no point', '0200000000000000000000000000000000000000000000000000000000000000'],
] as const;

describe('a point of Ed25519', () => {
  const forms = [
    ...smallOrder.map((hex, index) => [`of small order (${index})`, hex] as const),
    ...badEncodings.map(([what, hex]) => [what, hex] as const),
  ];
  test.each(forms)('%s is refused, in SPKI and in a JWK', (_, hex) => {
    const point = Buffer.from(hex, 'hex');
    expect(isEd25519Point(point)).toBe(false);
    expect(refusalOf(edSpki(point))).toBe('PUBLIC_KEY_INVALID');
    expect(refusalOf(json({ ...ed, x: text(point) }))).toBe('PUBLIC_KEY_INVALID');
  });

  test('is any that was made as a key, and has another sign', () =>
    fc.assert(
      fc.property(fc.constant(undefined), () => {
        const point = octets(newKeyPair('ed25519').publicKey.export({ format: 'jwk' }).x);
        expect(isEd25519Point(point)).toBe(true);
        expect(isEd25519Point(withByte(point, 31, (byte) => byte ^ 0x80))).toBe(true);
        expect(isEd25519Point(point.subarray(1))).toBe(false);
      }),
      { numRuns: 30 },
    ));

  test('is about every second number', () => {
    const taken = Array.from({ length: 100 }, (_, n) => isEd25519Point(Buffer.from([n + 9, ...Buffer.alloc(31)])));
    expect(taken.filter(Boolean).length).toBeGreaterThan(30);
    expect(taken.filter(Boolean).length).toBeLessThan(70);
  });
});

describe('PRIVATE_KEY_MATERIAL for', () => {
  const pairs = { ec: newKeyPair('ec', { namedCurve: 'P-256' }), ed25519: newKeyPair('ed25519') };
  const pkcs8 = (name: keyof typeof pairs) => pairs[name].privateKey.export({ type: 'pkcs8', format: 'der' });
  const sec1 = pairs.ec.privateKey.export({ type: 'sec1', format: 'der' });
  const kinds = ['ec', 'ed25519'] as const;
  test.each([
    ...kinds.flatMap((name) => {
      const jwk = pairs[name].privateKey.export({ format: 'jwk' });
      const spki = pairs[name].publicKey.export({ type: 'spki', format: 'pem' }).toString();
      return [
        [`${name} in PKCS#8`, pemOf('PRIVATE KEY', pkcs8(name))],
        [`${name} labelled as public`, pemOf('PUBLIC KEY', pkcs8(name))],
        [`${name} in bare base64`, pkcs8(name).toString('base64')],
        [`${name} after its public key`, spki + pemOf('PRIVATE KEY', pkcs8(name))],
        [`${name} in a JWK`, json(jwk)],
        [`${name} in a JWKS`, json({ keys: [jwk] })],
        [`${name} in a JWK with an escaped name`, json(jwk).replace('"d"', '"\\u0064"')],
        [`${name} as the kid of a JWK`, json({ ...ec, kid: pkcs8(name).toString('base64') })],
        [`${name} behind a kid of a JWK`, json({ ...ed, kid: `x\n${pemOf('PRIVATE KEY', pkcs8(name))}` })],
      ];
    }),
    ['SEC 1', pemOf('EC PRIVATE KEY', sec1)],
    ['SEC 1 labelled as public', pemOf('PUBLIC KEY', sec1)],
    ['SEC 1 after its parameters', `${pemOf('EC PARAMETERS', ecDer.subarray(13, 23))}${pemOf('EC PRIVATE KEY', sec1)}`],
  ] as [string, string][])('%s', (_, form) => expect(refusalOf(form)).toBe('PRIVATE_KEY_MATERIAL'));
});

describe('always', () => {
  test('an honest key is taken, in each of its forms as the same', () =>
    fc.assert(
      fc.property(fc.constantFrom('ec' as const, 'ed25519' as const), (type) => {
        const { publicKey } = newKeyPair(type, type === 'ec' ? { namedCurve: 'P-256' } : {});
        const fromJwk = parsePublicKey(json(publicKey.export({ format: 'jwk' })));
        expect(parsePublicKey(publicKey.export({ type: 'spki', format: 'pem' }).toString())).toEqual(fromJwk);
        expect(parsePublicKey(fromJwk.publicKeyPem)).toEqual(fromJwk);
      }),
      { numRuns: 100 },
    ));

  test('a Refusal that is bare, or a key of that kind, whatever becomes of the text', () =>
    fc.assert(
      fc.property(
        fc.constantFrom(pem('p256'), pem('ed25519'), pem('p256.certificate'), json(ec), json(ed)),
        fc.nat(),
        fc.string({ maxLength: 2 }),
        (form, place, change) => {
          const at = place % form.length;
          try {
            const { algorithm, publicKeyPem } = parsePublicKey(form.slice(0, at) + change + form.slice(at + 1));
            expect(['ES256', 'EdDSA']).toContain(algorithm);
            expect(parsePublicKey(publicKeyPem).publicKeyPem).toBe(publicKeyPem);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            expect(error.cause).toBeUndefined();
          }
        },
      ),
      { numRuns: 500 },
    ));
});
