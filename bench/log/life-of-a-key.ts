import { randomBytes, randomUUID } from 'node:crypto';
import type { KeyEvent } from '../../src/domain/key/facts.js';

const environment = 'DEMO';
/** As long as an RSA key of 2048 bits is; nobody reads it. */
const publicKeyPem = `-----BEGIN PUBLIC KEY-----\n${'M'.repeat(392)}\n-----END PUBLIC KEY-----\n`;

const text = (bytes: number) => randomBytes(bytes).toString('base64url');

const uri = (path: string) => ({
  redirectUriId: randomUUID(),
  environment,
  redirectUri: `https://app.example/${path}`,
});

const secret = (label: string) => ({
  secretId: randomUUID(),
  environment,
  label,
  ...{ digest: text(32), digestScheme: 'hmac-sha256', pepperVersion: 1, pepperId: 'AAAAAAAAAAA', lastFour: text(3) },
  ...{ notBefore: null, expiresAt: null },
});

const keypair = () => ({
  keypairId: randomUUID(),
  environment,
  ...{ label: 'nightly', kid: text(32), fingerprint: text(32), modulusDigest: text(32), algorithm: 'RS256' },
  ...{ modulusLength: 2048, publicKeyPem, source: 'GENERATED', expiresAt: null },
});

/** The commands of one key's life, each with what it decided: ten events, of every third key one more, a keypair. */
export function lifeOfAKey(account: string, number: number): KeyEvent[][] {
  const owner = `developer-${number % 7}@${account}.example`;
  const [first, second, old] = [secret('first'), secret('second'), uri('old')];
  const life = [
    [{ type: 'KeyCreated', data: { account, owner, environment, name: `Application ${number}`, description: null } }],
    [
      ...[old, uri('callback')].map((data) => ({ type: 'RedirectUriAdded', data })),
      { type: 'SecretAdded', data: first },
    ],
    [{ type: 'KeyDescribed', data: { description: 'Sends contracts out for signature' } }],
    [{ type: 'RedirectUriAdded', data: uri('new') }],
    ...(number % 3 === 0 ? [[{ type: 'KeypairAdded', data: keypair() }]] : []),
    [{ type: 'RedirectUriRemoved', data: old }],
    [{ type: 'SecretAdded', data: second }],
    [{ type: 'SecretRevoked', data: { secretId: first.secretId, environment, by: null } }],
    [{ type: 'KeyRenamed', data: { name: `Renamed application ${number}` } }],
  ];
  return life as KeyEvent[][];
}

/** The same, with its secrets under a pepper that the server has. */
export const lifeUnder = (pepperId: string) => (account: string, number: number) =>
  lifeOfAKey(account, number).map((facts) =>
    facts.map((fact) => (fact.type === 'SecretAdded' ? { ...fact, data: { ...fact.data, pepperId } } : fact)),
  );

/** Events of a short life. */
export const SHORT_LIFE = 3;

/** A key with one redirect URI and one secret, under a pepper that the server has: with another one it would not start. */
export const shortLife = (pepperId: string) => (account: string, number: number) => {
  const [created] = lifeOfAKey(account, number);
  const added = [
    { type: 'RedirectUriAdded', data: uri('callback') },
    { type: 'SecretAdded', data: { ...secret('first'), pepperId } },
  ];
  return [created, added] as KeyEvent[][];
};
