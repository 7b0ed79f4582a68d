import { X509Certificate } from 'node:crypto';
import { certificateV3 } from '../../crypto/certificates.js';
import { claims, header, headed } from '../../kit/assertions/client.js';
import { ecdsa, es256, jws, stranger } from '../../kit/assertions/signing.js';
import { newKeyPair } from '../../kit/facts/key-pair.js';
import type { Hostile } from './hostile.js';

const forged = ecdsa(stranger.privateKey);
const jwk = { ...stranger.publicKey.export({ format: 'jwk' }), kid: 'p256', alg: 'ES256' };
const certificate = new X509Certificate(certificateV3).raw.toString('base64');

/** RFC 8725 2.9 and 2.10: the key comes with what it signed. */
const ownKeys: readonly Hostile[] = [
  ['a jwk of its own', headed({ jwk }, forged), 'UNKNOWN'],
  ['a jwk of its own, without kid', jws({ alg: 'ES256', jwk }, claims, forged), 'UNKNOWN'],
  ['a jwk of its own under a kid of its own', headed({ jwk, kid: 'evil' }, forged), 'UNKNOWN'],
  ['a jku', headed({ jku: 'https://evil.example/jwks.json' }, forged), 'UNKNOWN'],
  ['a jku of this machine', headed({ jku: 'http://127.0.0.1:9200/' }, forged), 'UNKNOWN'],
  ['a jku of a file', headed({ jku: 'file:///dev/null' }, forged), 'UNKNOWN'],
  ['an x5u', headed({ x5u: 'https://evil.example/cert.pem' }, forged), 'UNKNOWN'],
  ['an x5u of the metadata service', headed({ x5u: 'http://169.254.169.254/latest/' }, forged), 'UNKNOWN'],
  ['an x5c', headed({ x5c: [certificate] }, forged), 'UNKNOWN'],
  ['an x5t', headed({ x5t: 'AAAA', 'x5t#S256': 'AAAA' }, forged), 'UNKNOWN'],
];

const critical: readonly Hostile[] = [
  ['crit', headed({ crit: ['exp'], exp: 1 }), 'UNKNOWN'],
  ['crit, empty', headed({ crit: [] }), 'UNKNOWN'],
  ['crit, null', headed({ crit: null }), 'UNKNOWN'],
  ['crit of what is understood', headed({ crit: ['alg'] }), 'UNKNOWN'],
  [
    'crit of the unknown',
    headed({ crit: ['http://example.com/UNDEFINED'], 'http://example.com/UNDEFINED': true }),
    'UNKNOWN',
  ],
  ['crit as text', headed({ crit: 'b64' }), 'UNKNOWN'],
  ['b64 false with crit', headed({ crit: ['b64'], b64: false }), 'UNKNOWN'],
  ['b64 false without crit', headed({ b64: false }), 'UNKNOWN'],
  ['b64 true', headed({ b64: true }), 'UNKNOWN'],
];

const types: readonly Hostile[] = [
  ...['at+jwt', 'JOSE', 'JWE', 'logout+jwt', 'dpop+jwt', 'entity-statement+jwt', 'secevent+jwt', '', ' JWT', 'JWT;v=1'],
  ...['text/jwt', 'application/application/jwt', 'application/at+jwt', 'client-authentication+jwt+jwt', 'ϳWT'],
  ...['client-authenticatİon+jwt', 'JWT\n', 'authorization-grant+jwt'],
].map((typ) => [`typ ${JSON.stringify(typ)}`, headed({ typ }), 'UNKNOWN'] as const);

const typesOfNoText: readonly Hostile[] = [null, 1, ['JWT'], { JWT: true }, false].map((typ) => [
  `typ ${JSON.stringify(typ)}`,
  headed({ typ }),
  'UNKNOWN',
]);

const kids: readonly Hostile[] = [
  ...[
    '../../../../dev/null',
    '/etc/passwd',
    'p256\u0000',
    'P256',
    ' p256',
    "' OR '1'='1",
    '| whoami',
    'x'.repeat(4000),
  ],
  ...['__proto__', 'constructor', '', 'ⅹ', 'http://evil.example/p256', 'p256/../p256', '%70256', 'id of p256'],
].map((kid) => [`kid ${JSON.stringify(kid.slice(0, 40))}`, headed({ kid }), 'UNKNOWN'] as const);

const kidsOfNoText: readonly Hostile[] = [null, 0, 256, ['p256'], { kid: 'p256' }, true].map((kid) => [
  `kid ${JSON.stringify(kid)}`,
  headed({ kid }),
  'UNKNOWN',
]);

const { privateKey: p384 } = newKeyPair('ec', { namedCurve: 'P-384' });

const keys: readonly Hostile[] = [
  ['the kid of another key', headed({ kid: 'ed25519' }), 'UNKNOWN'],
  ['the kid of a key that cannot be read', headed({ kid: 'broken' }), 'UNKNOWN'],
  ['a key of somebody else', headed({}, forged), 'UNKNOWN'],
  ['a key of another curve', headed({}, (input) => ecdsa(p384)(input).subarray(0, 64)), 'UNKNOWN'],
  ['a revoked key', headed({ kid: 'revoked' }), 'REVOKED'],
  ['a disabled key', headed({ kid: 'disabled' }), 'DISABLED'],
  ['an expired key', headed({ kid: 'expired' }), 'EXPIRED'],
  ['a key of production', headed({ kid: 'production' }), 'WRONG_ENVIRONMENT'],
  ['a key of demo in production', headed({}), 'WRONG_ENVIRONMENT', { environment: 'PRODUCTION' }],
  ['the kid of a revoked key and another signature', headed({ kid: 'revoked' }, forged), 'UNKNOWN'],
  ['the kid of a disabled key and another signature', headed({ kid: 'disabled' }, forged), 'UNKNOWN'],
  ['the kid of an expired key and another signature', headed({ kid: 'expired' }, forged), 'UNKNOWN'],
  ['a revoked key and a wrong audience', jws({ ...header, kid: 'revoked' }, { ...claims, aud: 'x' }, es256), 'REVOKED'],
];

export const headers = [...ownKeys, ...critical, ...types, ...typesOfNoText, ...kids, ...kidsOfNoText, ...keys];
