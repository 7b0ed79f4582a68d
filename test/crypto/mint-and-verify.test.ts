import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { SecretDigest } from '../../src/app/credentials/ports.js';
import { mintSecret } from '../../src/adapters/crypto/secrets/mint-secret.js';
import { environmentOfSecret } from '../../src/adapters/crypto/secrets/secret-format.js';
import { secretVerifier } from '../../src/adapters/crypto/secrets/secret-verifier.js';
import { peppersMadeOf, peppersOf } from './some-peppers.js';

const old = peppersOf(1);
const rotated = peppersOf(1, 2);

/** By its definition: 8 bytes of an HMAC under the pepper that `peppersOf` makes. */
const idOf = (version: number) =>
  createHmac('sha256', Buffer.alloc(32, version))
    .update('keyledger pepper id')
    .digest()
    .subarray(0, 8)
    .toString('base64url');

/** What the event of a minted secret keeps. */
function registered(peppers = rotated, environment: 'DEMO' | 'PRODUCTION' = 'DEMO') {
  const { plainText, lastFour: _, ...candidate } = mintSecret(peppers, environment);
  return { plainText, candidate };
}

test('ten thousand secrets are all different, of one length, and well formed', () => {
  const secrets = Array.from({ length: 10_000 }, () => mintSecret(old, 'PRODUCTION'));
  expect(new Set(secrets.map(({ plainText }) => plainText)).size).toBe(10_000);
  expect(new Set(secrets.map(({ digest }) => digest)).size).toBe(10_000);
  expect(new Set(secrets.map(({ plainText }) => plainText.length))).toEqual(new Set([57]));
  expect(new Set(secrets.map(({ plainText }) => environmentOfSecret(plainText)))).toEqual(new Set(['PRODUCTION']));
  for (const { plainText, lastFour } of secrets) expect(plainText.slice(47, 51)).toBe(lastFour);
});

test('the digest is HMAC-SHA-256 of the whole text under the current pepper, which it names', () => {
  const { plainText, digest, digestScheme, pepperVersion, pepperId } = mintSecret(rotated, 'DEMO');
  const expected = createHmac('sha256', Buffer.alloc(32, 2)).update(plainText).digest('base64url');
  expect({ digest, digestScheme, pepperVersion, pepperId }).toEqual({
    digest: expected,
    digestScheme: 'hmac-sha256',
    pepperVersion: 2,
    pepperId: idOf(2),
  });
});

test('nothing but the plain text tells more of it than four characters', () => {
  const { plainText, ...kept } = mintSecret(old, 'DEMO');
  for (let at = 8; at + 5 <= plainText.length; at++)
    expect(JSON.stringify(kept)).not.toContain(plainText.slice(at, at + 5));
});

describe('finds', () => {
  const verifier = secretVerifier(rotated);

  test('the candidate whose secret it is, and the very object', () => {
    const all = Array.from({ length: 30 }, () => registered());
    const candidates = all.map(({ candidate }) => candidate);
    for (const { plainText, candidate } of all) expect(verifier.find(plainText, candidates)).toBe(candidate);
  });

  test('a secret of an older pepper, as long as that is at hand', () => {
    const { plainText, candidate } = registered(old);
    expect(candidate.pepperVersion).toBe(1);
    expect(verifier.find(plainText, [registered().candidate, candidate])).toBe(candidate);
    expect(secretVerifier(peppersOf(2)).find(plainText, [candidate])).toBeUndefined();
  });

  test('with the peppers it has, by version', () => {
    const named = (version: number) => ({ version, id: idOf(version) });
    expect(verifier.peppers).toEqual([named(1), named(2)]);
    expect(secretVerifier(peppersOf(10, 9)).peppers).toEqual([named(9), named(10)]);
  });
});

describe('finds nothing', () => {
  const verifier = secretVerifier(rotated);
  const { plainText, candidate } = registered();

  test.each<[string, SecretDigest]>([
    ['of a version not at hand', { ...candidate, pepperVersion: 3 }],
    ['digested under another version', { ...candidate, pepperVersion: 1 }],
    ['under another pepper of its version', { ...candidate, pepperId: idOf(3) }],
    ['under a pepper of another version', { ...candidate, pepperId: idOf(1) }],
    ['under a pepper without an id', { ...candidate, pepperId: '' }],
    ['cut short', { ...candidate, digest: candidate.digest.slice(0, -2) }],
    ['empty', { ...candidate, digest: '' }],
    ['one bit away', { ...candidate, digest: flipped(candidate.digest) }],
    ['all zero', { ...candidate, digest: Buffer.alloc(32).toString('base64url') }],
    [
      'all zero of a version not at hand',
      { ...candidate, digest: Buffer.alloc(32).toString('base64url'), pepperVersion: 3 },
    ],
    ['all zero of another pepper', { ...candidate, digest: Buffer.alloc(32).toString('base64url'), pepperId: idOf(3) }],
    ['empty of a version not at hand', { ...candidate, digest: '', pepperVersion: 3 }],
  ])('for a digest %s', (_, changed) => {
    expect(verifier.find(plainText, [changed])).toBeUndefined();
    expect(verifier.find(plainText, [changed, candidate])).toBe(candidate);
  });

  test('under a pepper that has taken the place of its own, even with the digest that this one makes', () => {
    const replaced = peppersMadeOf(2, { 1: 1, 2: 9 });
    expect(secretVerifier(replaced).find(plainText, [candidate])).toBeUndefined();
    const digest = createHmac('sha256', Buffer.alloc(32, 9)).update(plainText).digest('base64url');
    expect(secretVerifier(replaced).find(plainText, [{ ...candidate, digest }])).toBeUndefined();
    const own = { ...candidate, digest, pepperId: idOf(9) };
    expect(secretVerifier(replaced).find(plainText, [own])).toBe(own);
  });

  test('for a digest of a time before peppers had ids', () => {
    const { pepperId: _, ...old }: Partial<SecretDigest> = candidate;
    const zero = Buffer.alloc(32).toString('base64url');
    for (const more of [{}, { pepperVersion: 3 }, { pepperVersion: 3, digest: zero }])
      expect(verifier.find(plainText, [{ ...old, ...more } as SecretDigest])).toBeUndefined();
  });

  test('under a scheme it does not know', () => {
    const stored: unknown = { ...candidate, digestScheme: 'argon2id' };
    expect(verifier.find(plainText, [stored as SecretDigest])).toBeUndefined();
  });

  test('without candidates', () => expect(verifier.find(plainText, [])).toBeUndefined());

  test.each([200, 201, 100_000])('for a text of %i characters, unless it may be that long', (length) => {
    const text = 'x'.repeat(length);
    const digest = (of: string) => createHmac('sha256', Buffer.alloc(32, 2)).update(of).digest('base64url');
    const candidates = [text, text.slice(0, 200)].map((of) => ({ ...candidate, digest: digest(of) }));
    expect(verifier.find(text, candidates) !== undefined).toBe(length <= 200);
  });

  test('for any text but the secret', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string(), near(plainText)), (text) => {
        fc.pre(text !== plainText);
        expect(verifier.find(text, [candidate])).toBeUndefined();
      }),
    ));
});

function flipped(digest: string) {
  const bytes = Buffer.from(digest, 'base64url');
  bytes.writeUInt8(bytes.readUInt8(31) ^ 1, 31);
  return bytes.toString('base64url');
}

/** The text with one character replaced, dropped or doubled. */
function near(text: string) {
  return fc
    .tuple(fc.nat(text.length - 1), fc.string({ maxLength: 2 }))
    .map(([at, change]) => text.slice(0, at) + change + text.slice(at + 1));
}
