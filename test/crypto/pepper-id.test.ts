import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { mintSecret } from '../../src/adapters/crypto/secrets/mint-secret.js';
import { pepperIdOf } from '../../src/adapters/crypto/peppers/pepper-id.js';
import { parsePeppers } from '../../src/adapters/crypto/peppers/peppers.js';
import { peppersMadeOf } from './some-peppers.js';

const keyOf = (...bytes: number[]) => createSecretKey(Buffer.from(bytes));
const aPepper = Array.from({ length: 32 }, () => 1);

test('the id of a pepper is frozen, since the log has it', () =>
  expect(pepperIdOf(keyOf(...aPepper))).toBe('9btCW9dVFJw'));

test('it is 8 bytes of HMAC-SHA-256(pepper, a text of its own), base64url, without the pepper in it', () => {
  const pepper = randomBytes(32);
  const id = pepperIdOf(createSecretKey(pepper));
  expect(id).toMatch(/^[A-Za-z0-9_-]{11}$/);
  const whole = createHmac('sha256', pepper).update('keyledger pepper id').digest();
  expect(Buffer.from(id, 'base64url')).toEqual(whole.subarray(0, 8));
  expect(pepper.includes(Buffer.from(id, 'base64url'))).toBe(false);
});

test('one bit makes another id, and so does a byte more', () => {
  const others = [...aPepper.map((byte, at) => aPepper.with(at, byte ^ 1)), [...aPepper, 1]];
  expect(new Set([aPepper, ...others].map((bytes) => pepperIdOf(keyOf(...bytes)))).size).toBe(34);
});

test('peppers that make the same digests have the same id: an HMAC pads its key with zeros', () =>
  expect(pepperIdOf(keyOf(...aPepper, 0))).toBe(pepperIdOf(keyOf(...aPepper))));

test('it goes with the pepper and not with its version', () => {
  const { byVersion } = peppersMadeOf(1, { 1: 7, 2: 9 });
  const swapped = peppersMadeOf(1, { 1: 9, 2: 7 }).byVersion;
  expect(byVersion.get(1)?.id).toBe(swapped.get(2)?.id);
  expect(byVersion.get(2)?.id).toBe(swapped.get(1)?.id);
  expect(byVersion.get(1)?.id).not.toBe(byVersion.get(2)?.id);
});

test('it is the same however often the file is read, and every secret is minted with it', () => {
  const text = JSON.stringify({ current: 3, peppers: { 3: randomBytes(40).toString('base64') } });
  const [first, second] = [parsePeppers(text), parsePeppers(text)];
  const minted = [first, first, second].map((peppers) => mintSecret(peppers, 'DEMO').pepperId);
  expect(new Set([...minted, second.byVersion.get(3)?.id]).size).toBe(1);
});
