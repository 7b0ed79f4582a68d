import { createPublicKey, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parsePublicKey } from '../../src/adapters/crypto/public-keys/parse-public-key.js';
import { publicKeyOf } from '../../src/adapters/crypto/public-keys/public-key.js';
import { Refusal } from '../../src/domain/refusal/refusal.js';
import { certificateV1, certificateV3, publicKeyOfCertificates } from './certificates.js';
import { pemOf, rsaPair, spkiPem } from './rsa-keys.js';
import { newKeyPair } from '../kit/facts/key-pair.js';

const { publicKey, privateKey } = rsaPair();
const ec = newKeyPair('ec', { namedCurve: 'P-256' });
const ed25519 = newKeyPair('ed25519');
const pss = newKeyPair('rsa-pss', { modulusLength: 1024 });
const dsa = newKeyPair('dsa', { modulusLength: 1024, divisorLength: 160 });

const spki = spkiPem(publicKey);
const spkiDer = publicKey.export({ type: 'spki', format: 'der' });
const pkcs1 = publicKey.export({ type: 'pkcs1', format: 'pem' }).toString();
const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
const jwk = { kty: 'RSA', n, e };
const json = (value: unknown) => JSON.stringify(value);
const rsaJwk = (modulus: Buffer, exponent: Buffer = Buffer.from([1, 0, 1])) =>
  json({ kty: 'RSA', n: modulus.toString('base64url'), e: exponent.toString('base64url') });
const ofBits = (bits: number) => Buffer.alloc(bits / 8, 0xff);
const body = (pem: string) => pem.split('\n').slice(1, -2);

const pkcs8Der = privateKey.export({ type: 'pkcs8', format: 'der' });
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const pkcs1PrivateDer = privateKey.export({ type: 'pkcs1', format: 'der' });
const sec1Der = ec.privateKey.export({ type: 'sec1', format: 'der' });
const encryption = { cipher: 'aes-256-cbc', passphrase: 'secret' };
const encryptedDer = privateKey.export({ type: 'pkcs8', format: 'der', ...encryption });
const privateJwk = privateKey.export({ format: 'jwk' });
/** PFX { version 3, authSafe { OID pkcs7-data ... } } (RFC 7292 4). */
const pkcs12Der = Buffer.from('3080020103308006092a864886f70d010701a080248004820100', 'hex');
const openSsh = Buffer.concat([Buffer.from('openssh-key-v1\0'), randomBytes(120)]);
const derString = (tag: number, content: Buffer) =>
  Buffer.concat([Buffer.from([tag, 0x82, content.length >> 8, content.length & 255]), content]);

function refusalOf(text: string): Refusal {
  try {
    parsePublicKey(text);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}

describe('takes', () => {
  test.each([
    ['SPKI PEM', spki],
    ['SPKI PEM after lines that explain it', `subject=CN = x\nissuer=CN = y\n${spki}`],
    [
      'SPKI PEM after the attributes of a bag',
      `Bag Attributes\n    localKeyID: 01\nKey Attributes: <No Attributes>\n${spki}`,
    ],
    ['SPKI PEM with its line breaks as two characters each', spki.replaceAll('\n', '\\n')],
    ['SPKI PEM with its line breaks as four characters each', spki.replaceAll('\n', '\\r\\n')],
    ['SPKI PEM with CRLF', spki.replaceAll('\n', '\r\n')],
    ['SPKI PEM with space and a byte order mark around', `\uFEFF \n${spki}\n\t`],
    ['SPKI PEM in one line', `-----BEGIN PUBLIC KEY-----${body(spki).join('')}-----END PUBLIC KEY-----`],
    ['PKCS#1 PEM', pkcs1],
    ['a JWK', json(jwk)],
    ['a JWKS of one key', json({ keys: [jwk], more: 1 })],
    [
      'a JWK with members around',
      json({ ...jwk, kid: 'mine', use: 'sig', alg: 'RS256', key_ops: ['verify'], x5t: 'a' }),
    ],
    ['a JWK in many lines', JSON.stringify(jwk, undefined, 2)],
    [
      'a JWK whose modulus has an octet too many',
      json({ ...jwk, n: Buffer.from(`00${hex(n)}`, 'hex').toString('base64url') }),
    ],
  ])('%s, always as the same key', (_, text) => expect(keyIn(text)).toEqual(publicKeyOf(publicKey)));

  test.each([
    ['version 3', certificateV3],
    ['version 1, though expired', certificateV1],
  ])('a certificate of %s', (_, text) =>
    expect(keyIn(text)).toEqual(publicKeyOf(createPublicKey(publicKeyOfCertificates))),
  );

  test('a weak key as it is, for the domain to judge', () => {
    const text = rsaJwk(ofBits(512), Buffer.from([3]));
    expect(parsePublicKey(text)).toMatchObject({ modulusLength: 512, publicExponent: 3n });
  });

  test('a modulus as long as may be', () => expect(parsePublicKey(rsaJwk(ofBits(16384))).modulusLength).toBe(16384));
});

describe('PRIVATE_KEY_MATERIAL for', () => {
  test.each([
    ['PKCS#8', pkcs8],
    ['PKCS#1', privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()],
    ['SEC 1', ec.privateKey.export({ type: 'sec1', format: 'pem' }).toString()],
    ['Ed25519', ed25519.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['RSA-PSS', pss.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['DSA', dsa.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['encrypted PKCS#8', privateKey.export({ type: 'pkcs8', format: 'pem', ...encryption }).toString()],
    ['encrypted PKCS#1', privateKey.export({ type: 'pkcs1', format: 'pem', ...encryption }).toString()],
    ['OpenSSH', pemOf('OPENSSH PRIVATE KEY', openSsh)],
    ['SSH2', '---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nP2/56wAA\n---- END SSH2 ENCRYPTED PRIVATE KEY ----'],
    ['PGP', '-----BEGIN PGP PRIVATE KEY BLOCK-----\n\nlQ==\n-----END PGP PRIVATE KEY BLOCK-----'],
    ['PuTTY', 'PuTTY-User-Key-File-3: ssh-rsa\nEncryption: none\nPrivate-Lines: 1\nAAAA'],
    ['PKCS#12 under its label', pemOf('PKCS12', pkcs12Der)],
    ['PKCS#12 that is cut off', '-----BEGIN PKCS12-----'],
    ['XML of .NET', '<RSAKeyValue><Modulus>AA==</Modulus><Exponent>AQAB</Exponent><D>AA==</D></RSAKeyValue>'],
    ['openssl -text', 'Private-Key: (2048 bit, 2 primes)\nmodulus:\n    00:aa'],
    ['a label in lower case', pkcs8.toLowerCase()],
    ['a block that is cut off', pkcs8.slice(0, 40)],
    ['a private block after a public one', spki + pkcs8],
    ['a private block before a public one', pkcs8 + spki],
    ['a private block with its line breaks as two characters each', pkcs8.replaceAll('\n', '\\n')],
    ['a private block after lines that explain it', `Bag Attributes\n${pkcs8}`],
    ['a private block after a certificate', certificateV3 + pkcs8],
    ['a private block in a text of a megabyte', spki + ' '.repeat(1_000_000) + pkcs8],
    ['PKCS#8 labelled as public', pemOf('PUBLIC KEY', pkcs8Der)],
    ['PKCS#8 labelled as a certificate', pemOf('CERTIFICATE', pkcs8Der)],
    ['PKCS#1 labelled as public', pemOf('RSA PUBLIC KEY', pkcs1PrivateDer)],
    ['SEC 1 labelled as public', pemOf('PUBLIC KEY', sec1Der)],
    ['EC PKCS#8 labelled as public', pemOf('PUBLIC KEY', ec.privateKey.export({ type: 'pkcs8', format: 'der' }))],
    ['Ed25519 labelled as public', pemOf('PUBLIC KEY', ed25519.privateKey.export({ type: 'pkcs8', format: 'der' }))],
    ['encrypted PKCS#8 labelled as public', pemOf('PUBLIC KEY', encryptedDer)],
    ['PKCS#12 labelled as public', pemOf('PUBLIC KEY', pkcs12Der)],
    ['OpenSSH labelled as public', pemOf('PUBLIC KEY', openSsh)],
    ['headers of encryption under a public label', spki.replace('\n', '\nProc-Type: 4,ENCRYPTED\n\n')],
    ['a private key after a public one in the same block', pemOf('PUBLIC KEY', Buffer.concat([spkiDer, pkcs8Der]))],
    ['a private key in the bit string of a public one', pemOf('PUBLIC KEY', wrapped(pkcs1PrivateDer))],
    ['a private key in an octet string', pemOf('CERTIFICATE', derString(0x30, derString(0x04, pkcs1PrivateDer)))],
    ['PKCS#8 labelled as public, with escaped line ends', pemOf('PUBLIC KEY', pkcs8Der).replaceAll('\n', '\\n')],
    ['bare base64', pkcs8Der.toString('base64')],
    ['bare base64url', pkcs1PrivateDer.toString('base64url')],
    ['bare base64 in lines, with words around', `my key:\n  ${body(pkcs8).join('\n  ')}\nthanks`],
    ['base64 in one line of an environment file', `KEY="${body(pkcs8).join('\\n')}"`],
    ['base64 in very short lines', pkcs8Der.toString('base64').replaceAll(/.{8}/g, '$&\n')],
    ['an RSA JWK', json(privateJwk)],
    ['an EC JWK', json(ec.privateKey.export({ format: 'jwk' }))],
    ['an Ed25519 JWK', json(ed25519.privateKey.export({ format: 'jwk' }))],
    ['a symmetric JWK', json({ kty: 'oct', k: 'AAAA' })],
    ['a JWKS with a private key in it', json({ keys: [jwk, privateJwk] })],
    ['a list with a private key in it', json([jwk, privateJwk])],
    ['a JWK deep down', json({ a: [{ b: { keys: [privateJwk] } }] })],
    ['a private JWK that is cut off', json(privateJwk).slice(0, -20)],
    ['a JWK with an escaped name', json({ ...jwk, d: 'AAAA' }).replace('"d"', '"\\u0064"')],
    ['a JWK in a JSON string', json(json({ ...jwk, d: 'AAAA' }))],
    ['a service account file', json({ type: 'service_account', private_key: pkcs8 })],
    ['base64 in JSON', json({ key: pkcs8Der.toString('base64') })],
    ['a PEM with escapes in JSON', json({ key: pkcs8 }).replace('PRIVATE', '\\u0050RIVATE')],
    ['a private JWK after a public PEM', spki + json(privateJwk)],
  ])('%s', (_, text) => {
    const refusal = refusalOf(text);
    expect({ code: refusal.code, field: refusal.field }).toEqual({
      code: 'PRIVATE_KEY_MATERIAL',
      field: ['publicKey'],
    });
    expectNothingOf(text, refusal);
  });

  test.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv', 'D'])('a JWK with the member %s', (member) =>
    expect(refusalOf(json({ ...jwk, [member]: 'AAAA' })).code).toBe('PRIVATE_KEY_MATERIAL'),
  );
});

describe('PUBLIC_KEY_INVALID for', () => {
  test.each([
    ['nothing', ''],
    ['space', ' \n'],
    ['words', 'the quick brown fox'],
    ['an RSA-PSS key', spkiPem(pss.publicKey)],
    ['a DSA key', spkiPem(dsa.publicKey)],
    ['two keys', spki + spki],
    ['two keys without a line between', spki.trim() + spki],
    ['a key and a certificate', spki + certificateV3],
    ['a key twice in one block', pemOf('PUBLIC KEY', Buffer.concat([spkiDer, spkiDer]))],
    ['bytes after the key', pemOf('PUBLIC KEY', Buffer.concat([spkiDer, Buffer.from([0])]))],
    ['bytes after the PKCS#1 key', pemOf('RSA PUBLIC KEY', Buffer.concat([pkcs1Der(), Buffer.from([0])]))],
    ['bytes after the certificate', pemOf('CERTIFICATE', Buffer.concat([derOf(certificateV3), Buffer.from([5, 0])]))],
    ['a key that is cut off', pemOf('PUBLIC KEY', spkiDer.subarray(0, 100))],
    ['a certificate that is cut off', pemOf('CERTIFICATE', derOf(certificateV3).subarray(0, 700))],
    ['PKCS#1 labelled as SPKI', pemOf('PUBLIC KEY', pkcs1Der())],
    ['SPKI labelled as PKCS#1', pemOf('RSA PUBLIC KEY', spkiDer)],
    ['a key labelled as a certificate', pemOf('CERTIFICATE', spkiDer)],
    ['a certificate labelled as a key', pemOf('PUBLIC KEY', derOf(certificateV3))],
    ['another label', pemOf('CERTIFICATE REQUEST', spkiDer)],
    ['labels that differ', spki.replace('END PUBLIC', 'END RSA PUBLIC')],
    ['words before', `this is it ${spki}`],
    ['words after', `${spki} that was it`],
    ['base64 with other characters', spki.replace('MIG', 'M!IG')],
    ['an empty block', pemOf('PUBLIC KEY', Buffer.alloc(0))],
    ['bare base64 of a public key', spkiDer.toString('base64')],
    ['SSH', 'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 me@example.com'],
    ['a JWKS of two keys', json({ keys: [jwk, jwk] })],
    ['a JWKS of none', json({ keys: [] })],
    ['a JWKS of no list', json({ keys: jwk })],
    ['a JWKS in a JWKS', json({ keys: [{ keys: [jwk] }] })],
    ['a JWKS of a word', json({ keys: ['key'] })],
    ['a JWKS that is a JWK too', json({ ...jwk, keys: [jwk] })],
    ['a list', json([jwk])],
    ['a JWK without modulus', json({ kty: 'RSA', e })],
    ['a JWK without exponent', json({ kty: 'RSA', n })],
    ['a JWK with an empty modulus', json({ ...jwk, n: '' })],
    ['a JWK with a number', json({ ...jwk, e: 65537 })],
    ['a JWK in base64 instead of base64url', json({ ...jwk, e: 'AQAB==' })],
    ['a JWK to encrypt with', json({ ...jwk, use: 'enc' })],
    ['a JWK of another algorithm', json({ ...jwk, alg: 'RS512' })],
    ['a JWK of a list of algorithms', json({ ...jwk, alg: ['RS256'] })],
    ['a JWK of no algorithm', json({ ...jwk, alg: null })],
    ['a JWK of a method of objects', json({ ...jwk, alg: 'constructor' })],
    ['a JWK whose type is a method of objects', json({ ...jwk, kty: 'constructor' })],
    ['a JWK whose last octet has bits too many', json({ ...jwk, n: `${n.slice(0, -1)}B` })],
    ['a JWK that cannot verify', json({ ...jwk, key_ops: ['encrypt'] })],
    ['JSON of a word', '"PUBLIC KEY"'],
    ['JSON null', 'null'],
    ['JSON nested without end', '['.repeat(30_000)],
    ['a modulus of zero', rsaJwk(Buffer.from([0]))],
    ['an even modulus', rsaJwk(Buffer.concat([ofBits(2040), Buffer.from([0xfe])]))],
    ['an exponent greater than the modulus', rsaJwk(ofBits(1024), ofBits(1032))],
    ['more than 32 kB', `${spki}${' '.repeat(32 * 1024)}`],
    ['more than 32 kB of JSON', json({ ...jwk, x: 'x'.repeat(32 * 1024) })],
  ])('%s', (_, text) => {
    const refusal = refusalOf(text);
    expect({ code: refusal.code, field: refusal.field }).toEqual({ code: 'PUBLIC_KEY_INVALID', field: ['publicKey'] });
    expectNothingOf(text, refusal);
  });
});

describe('PUBLIC_KEY_WEAK for a modulus of', () => {
  test.each([16392, 65536, 190_000])('%i bits', (bits) => {
    const text = rsaJwk(ofBits(bits));
    expect(refusalOf(text).code).toBe('PUBLIC_KEY_WEAK');
    const key = createPublicKey({
      key: { kty: 'RSA', n: ofBits(bits).toString('base64url'), e: 'AQAB' },
      format: 'jwk',
    });
    expect(refusalOf(spkiPem(key)).code).toBe('PUBLIC_KEY_WEAK');
  });
});

describe('always', () => {
  test('a Refusal that is bare, whatever the text', () =>
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.json(), changed(spki), changed(json(jwk))),
        (text) => {
          try {
            expect(['RS256', 'PS256']).toContain(parsePublicKey(text).algorithm);
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            expect(error.cause).toBeUndefined();
          }
        },
      ),
      { numRuns: 500 },
    ));

  test('a Refusal for bytes that are no key, under any label', () => {
    const labels = fc.constantFrom('PUBLIC KEY', 'RSA PUBLIC KEY', 'CERTIFICATE');
    fc.assert(
      fc.property(labels, fc.uint8Array({ maxLength: 300 }), (label, bytes) =>
        expect(() => parsePublicKey(pemOf(label, bytes))).toThrow(Refusal),
      ),
    );
  });

  test('a private key is refused as one, wherever it is put', () => {
    const forms = fc.constantFrom(
      pkcs8,
      json(privateJwk),
      pkcs8Der.toString('base64'),
      pemOf('PUBLIC KEY', pkcs1PrivateDer),
    );
    const around = fc.oneof(fc.constantFrom('', spki, certificateV3, json(jwk)), fc.string({ maxLength: 200 }));
    fc.assert(
      fc.property(around, forms, around, (before, form, after) =>
        expect(refusalOf(`${before}\n${form}\n${after}`).code).toBe('PRIVATE_KEY_MATERIAL'),
      ),
      { numRuns: 300 },
    );
  });

  test('an honest key is taken', () => {
    const modulus = fc.uint8Array({ minLength: 256, maxLength: 256 }).map((bytes) => {
      const odd = Buffer.from(bytes);
      odd.writeUInt8(odd.readUInt8(0) | 0x80, 0);
      odd.writeUInt8(odd.readUInt8(255) | 1, 255);
      return odd;
    });
    fc.assert(
      fc.property(modulus, (bytes) => {
        const fromJwk = parsePublicKey(rsaJwk(bytes));
        expect(fromJwk.modulusLength).toBe(2048);
        expect(parsePublicKey(fromJwk.publicKeyPem)).toEqual(fromJwk);
      }),
      { numRuns: 300 },
    );
  });
});

/** The key alone, without what a text says of it. */
function keyIn(text: string) {
  const { ownKid: _, notAfter: __, ...key } = parsePublicKey(text);
  return key;
}

/** Stack traces aside: they name files, never values. */
function expectNothingOf(text: string, refusal: Refusal) {
  const told = inspect({ ...refusal, message: refusal.message, cause: refusal.cause });
  for (const word of text.match(/[A-Za-z0-9+/_-]{20,}/g) ?? []) expect(told).not.toContain(word);
  expect(told).not.toMatch(/openssl|asn1|decoder|error:/i);
}

/** The text with one character replaced, dropped or doubled. */
function changed(text: string) {
  return fc
    .tuple(fc.nat(text.length - 1), fc.string({ maxLength: 2 }))
    .map(([at, change]) => text.slice(0, at) + change + text.slice(at + 1));
}

/** SubjectPublicKeyInfo of rsaEncryption around any bytes. */
function wrapped(der: Buffer) {
  const algorithm = Buffer.from('300d06092a864886f70d0101010500', 'hex');
  return derString(0x30, Buffer.concat([algorithm, derString(0x03, Buffer.concat([Buffer.from([0]), der]))]));
}
function hex(base64url: string) {
  return Buffer.from(base64url, 'base64url').toString('hex');
}
function derOf(pem: string) {
  return Buffer.from(body(pem).join(''), 'base64');
}
function pkcs1Der() {
  return publicKey.export({ type: 'pkcs1', format: 'der' });
}
