import * as crypto from 'node:crypto';
import { expect, jest, test } from '@jest/globals';
import { peppersOf } from './some-peppers.js';

/** Calls of Node's own functions, counted on the way through. */
const calls = { createHmac: 0, timingSafeEqual: 0 };
jest.unstable_mockModule('node:crypto', () => ({
  ...crypto,
  createHmac: (...args: Parameters<typeof crypto.createHmac>) => (calls.createHmac++, crypto.createHmac(...args)),
  timingSafeEqual: (...args: Parameters<typeof crypto.timingSafeEqual>) => (
    calls.timingSafeEqual++,
    crypto.timingSafeEqual(...args)
  ),
}));
const { secretVerifier } = await import('../../src/adapters/crypto/secrets/secret-verifier.js');
const { mintSecret } = await import('../../src/adapters/crypto/secrets/mint-secret.js');

const peppers = peppersOf(1, 2, 3);
const secrets = Array.from({ length: 20 }, () => mintSecret(peppers, 'DEMO'));
const known = secrets[0]?.plainText ?? '';

test.each([
  ['an unknown client', known, []],
  ['a secret of somebody else', known, secrets.slice(1, 3)],
  ['a match in the first place', known, secrets],
  ['a match in the last place', known, secrets.toReversed()],
  ['the only secret', known, secrets.slice(0, 1)],
  ['an empty text', '', secrets],
  ['a text without the form of a secret', 'password', secrets],
  ['a text that is far too long', 'x'.repeat(100_000), secrets],
  ['peppers not at hand', known, secrets.map((secret) => ({ ...secret, pepperVersion: 9 }))],
  ['other peppers of the same version', known, secrets.map((secret) => ({ ...secret, pepperId: 'another' }))],
  ['digests that are none', known, secrets.map((secret) => ({ ...secret, digest: 'none' }))],
])('%s costs one HMAC per pepper and twenty comparisons', (_, text, candidates) => {
  Object.assign(calls, { createHmac: 0, timingSafeEqual: 0 });
  secretVerifier(peppers).find(text, candidates);
  expect(calls).toEqual({ createHmac: 3, timingSafeEqual: 20 });
});

test.each([known, '', 'password', 'x'.repeat(100_000)])('to look for whose it is costs one HMAC per pepper', (text) => {
  Object.assign(calls, { createHmac: 0, timingSafeEqual: 0 });
  secretVerifier(peppers).digestsOf(text);
  expect(calls).toEqual({ createHmac: 3, timingSafeEqual: 0 });
});
