import 'reflect-metadata';
import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openCrypto } from '../../../src/adapters/crypto/open-crypto.js';
import { addKeypair } from '../../../src/domain/keypairs/add-keypair.js';
import { addSecret } from '../../../src/domain/secrets/add-secret.js';
import type { ExistingKey } from '../../../src/domain/key/key.js';
import { saveIntegratorKey } from '../../../src/domain/save/save-integrator-key.js';
import { mintKeypair, mintSecret, planKeypair } from '../../../src/app/credentials/minting.js';
import { peppersOf } from '../../crypto/some-peppers.js';
import { aKeypair, aSecret, created, now } from '../../kit/facts/facts.js';
import { keyOf } from '../../kit/facts/given.js';
import { anyActs, play, type Making } from '../../kit/facts/life.js';
import { newKeyPair } from '../../kit/facts/key-pair.js';

const { mint, close } = openCrypto({ peppers: peppersOf(1), keypairsReady: 0 });
afterAll(close);
const minting = { mint, now: () => new Date() };
const asked = { environment: 'DEMO', modulusLength: 2048, format: 'PKCS8' } as const;
const key = keyOf(created) as ExistingKey;
const nothing = { removeRedirectUriIds: [], addRedirectUris: [], addSecrets: [], addKeypairs: [], now };

/** Does any stretch of 12 characters of the secret text show? The last four may. */
function shows(text: string, secret: string): boolean {
  const stretches = Array.from({ length: secret.length - 11 }, (_, at) => secret.slice(at, at + 12));
  return stretches.some((stretch) => text.includes(stretch));
}

test('no event has a stretch of a secret that was minted for it', () => {
  for (let run = 0; run < 200; run++) {
    const { secret, plainText } = mintSecret(minting, asked);
    const events = [...addSecret(key, secret), ...saveIntegratorKey(key, { ...nothing, addSecrets: [secret] })];
    expect(events).toHaveLength(2);
    expect(shows(JSON.stringify(events), plainText)).toBe(false);
    expect(shows(JSON.stringify({ events, plainText }), plainText)).toBe(true);
  }
});

test('nor has any event of any life, however much the one who calls hands over', () => {
  const { publicKey, privateKey } = newKeyPair('rsa', { modulusLength: 1024 });
  const privateKeyPem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const publicKeyPem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const modulusLine = 6; // from there on PKCS#8 has what is private
  const hidden = privateKeyPem.split('\n').slice(modulusLine, -3);
  expect(hidden.length).toBeGreaterThan(5);
  let shownOnce: string[] = [];
  const making: Making = {
    aSecret(secretId) {
      const minted = { ...aSecret(secretId), ...mint.secret('DEMO') };
      shownOnce.push(minted.plainText);
      return minted;
    },
    aKeypair: (id) => ({ ...aKeypair(id), publicKeyPem, ...{ privateKeyPem, shown: { privateKeyPem } } }),
  };
  let [secrets, keypairs] = [0, 0];
  fc.assert(
    fc.property(anyActs(60), (tried) => {
      shownOnce = [];
      const text = JSON.stringify(play(created, tried, true, making).map(({ events }) => events));
      secrets += text.split('"SecretAdded"').length - 1;
      keypairs += text.split('"KeypairAdded"').length - 1;
      for (const plainText of shownOnce) expect(text.includes(plainText.slice(8, 40))).toBe(false);
      for (const line of ['PRIVATE', ...hidden]) expect(text.includes(line)).toBe(false);
    }),
    { numRuns: 100 },
  );
  expect(Math.min(secrets, keypairs)).toBeGreaterThan(50); // there was something to hide
});

test('no event has anything of a private key that was generated for it', async () => {
  const planned = { ...planKeypair(minting, asked), environment: asked.environment, label: null };
  const { keypair, shown } = await mintKeypair(minting, planned, asked);
  const events = [...addKeypair(key, keypair), ...saveIntegratorKey(key, { ...nothing, addKeypairs: [keypair] })];
  expect(events).toHaveLength(2);
  const text = JSON.stringify(events);
  expect(text).not.toContain('PRIVATE');
  const body = shown.privateKeyPem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));
  expect(body.length).toBeGreaterThan(20);
  // The modulus is in both halves of the pair: what follows it in PKCS#8 is the private exponent and the primes.
  for (const line of body.slice(7)) expect(text).not.toContain(line);
});
