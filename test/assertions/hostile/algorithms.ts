import { createHmac } from 'node:crypto';
import { claims, header } from '../../kit/assertions/client.js';
import {
  ecdsa,
  eddsa,
  es256,
  jws,
  ps256,
  rs256,
  rsa,
  spkiPem,
  stranger,
  type Sign,
} from '../../kit/assertions/signing.js';
import type { Hostile } from './hostile.js';

const nothing: Sign = () => Buffer.alloc(0);
const something: Sign = () => Buffer.from('x');
const hmac =
  (key: string | Buffer, digest = 'sha256'): Sign =>
  (input) =>
    createHmac(digest, key).update(input).digest();

const pem = spkiPem(rsa.publicKey);
const jwk = rsa.publicKey.export({ format: 'jwk' });
/** Forms in which an attacker has the public key. */
const secrets: Record<string, string | Buffer> = {
  'as PEM': pem,
  'as PEM without the last line end': pem.trim(),
  'as PEM with CRLF': pem.replaceAll('\n', '\r\n'),
  'as PEM of PKCS#1': rsa.publicKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
  'as DER': rsa.publicKey.export({ type: 'spki', format: 'der' }),
  'as DER of PKCS#1': rsa.publicKey.export({ type: 'pkcs1', format: 'der' }),
  'as a JWK': JSON.stringify(jwk),
  'by its modulus': Buffer.from(jwk.n ?? '', 'base64url'),
  'by its modulus in base64url': jwk.n ?? '',
  'that is empty': '',
  'by its kid': 'rsa',
};

const nones = ['none', 'None', 'NONE', 'nOnE', 'nonE', 'NonE', ' none', 'none ', 'none\u0000', 'noné'];
const unlisted = ['HS256', 'HS384', 'HS512', 'RS384', 'RS512', 'PS384', 'PS512', 'ES384', 'ES512', 'ES256K', 'Ed25519'];
const misspelt = [
  'es256',
  'Es256',
  'ES256 ',
  ' ES256',
  'ES256\u0000',
  'ЕS256',
  'SHA256withECDSA',
  '',
  'RSA-OAEP',
  'dir',
];
const noText = [null, 0, true, ['ES256'], { alg: 'ES256' }, [], 256];

const unknown = (name: string, alg: unknown, kid: string, signing: Sign): Hostile => [
  name,
  jws({ alg, kid }, claims, signing),
  'UNKNOWN',
];

/** RFC 8725 2.1: the header chooses how it is verified. */
export const algorithms: readonly Hostile[] = [
  ...nones.map((alg) => unknown(`alg ${JSON.stringify(alg)}, unsigned`, alg, 'p256', nothing)),
  ...nones.slice(0, 4).map((alg) => unknown(`alg ${alg} with a signature of another`, alg, 'p256', es256)),
  unknown('alg none with any signature', 'none', 'p256', something),
  ...unlisted.map((alg) => unknown(`alg ${alg}`, alg, alg.startsWith('E') ? 'p256' : 'rsa', es256)),
  ...misspelt.map((alg) => unknown(`alg ${JSON.stringify(alg)}`, alg, 'p256', es256)),
  ...noText.map((alg) => unknown(`alg ${JSON.stringify(alg)}, which is no text`, alg, 'p256', es256)),
  ['no alg', jws({ kid: 'p256' }, claims, es256), 'UNKNOWN'],
  ...Object.entries(secrets).map(([form, key]) => unknown(`HS256 by the RSA key ${form}`, 'HS256', 'rsa', hmac(key))),
  unknown('HS512 by the RSA key as PEM', 'HS512', 'rsa', hmac(pem, 'sha512')),
  unknown('an HMAC called RS256', 'RS256', 'rsa', hmac(pem)),
  unknown('RS256 called ES256, of the RSA key', 'ES256', 'rsa', rs256),
  unknown('RS256 called ES256, of the EC key', 'ES256', 'p256', rs256),
  unknown('RS256 called PS256', 'PS256', 'rsa', rs256),
  unknown('PS256 called RS256', 'RS256', 'rsa', ps256),
  unknown('RS256 called EdDSA', 'EdDSA', 'rsa', rs256),
  unknown('ES256 called RS256, of the EC key', 'RS256', 'p256', es256),
  unknown('ES256 called EdDSA', 'EdDSA', 'ed25519', es256),
  unknown('ES256 called EdDSA, of the EC key', 'EdDSA', 'p256', es256),
  unknown('EdDSA called ES256', 'ES256', 'ed25519', eddsa),
  unknown('ES256 over another digest', 'ES256', 'p256', ecdsa(stranger.privateKey, 'sha512')),
  ['alg twice, none first', jws('{"alg":"none","alg":"ES256","kid":"p256"}', claims, es256), 'UNKNOWN'],
  ['alg under __proto__', jws('{"__proto__":{"alg":"ES256"},"kid":"p256"}', claims, es256), 'UNKNOWN'],
  ['Alg for alg', jws({ Alg: 'ES256', kid: header.kid }, claims, es256), 'UNKNOWN'],
];
