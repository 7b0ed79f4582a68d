import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toBase62 } from '../../src/adapters/crypto/secrets/base62.js';
import { environmentOfSecret, lastFourOf, makeSecretText } from '../../src/adapters/crypto/secrets/secret-format.js';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** CRC-32 by the polynomial (ISO 3309), bit by bit: not zlib's table. */
function crcBitByBit(text: string): number {
  let crc = 0xffffffff;
  for (const byte of Buffer.from(text)) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

const valueOf = (base62: string) => [...base62].reduce((sum, digit) => sum * 62n + BigInt(alphabet.indexOf(digit)), 0n);

// Computed with Python 3: zlib.crc32 and integer division by 62.
const vectors = [
  ['DEMO', Buffer.alloc(32), 'kl_demo_00000000000000000000000000000000000000000004DVQpp'],
  ['PRODUCTION', Buffer.alloc(32, 0xff), 'kl_prod_yhjskwdA6OZ1AL1YmHWZWm8LLG7HjnuCA2j5rOw8Xp14MebW0'],
  [
    'DEMO',
    Buffer.from(Array.from({ length: 32 }, (_, index) => index)),
    'kl_demo_003aUlTJC7tjlCTQj2uNU3MFagCXG9LRKRcwGkBIDlf3itUmD',
  ],
] as const;

test.each(vectors)('%s secret of known bytes', (environment, bytes, text) => {
  expect(makeSecretText(environment, bytes)).toBe(text);
  expect(environmentOfSecret(text)).toBe(environment);
});

test('the polynomial gives the check value of CRC-32', () => expect(crcBitByBit('123456789')).toBe(0xcbf43926));

describe('for any 256 bits', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
  const environments = fc.constantFrom('DEMO' as const, 'PRODUCTION' as const);

  test('the text has a fixed width, says its environment and gives the bits back', () =>
    fc.assert(
      fc.property(environments, bytes, (environment, random) => {
        const text = makeSecretText(environment, random);
        expect(text).toMatch(environment === 'DEMO' ? /^kl_demo_[0-9A-Za-z]{49}$/ : /^kl_prod_[0-9A-Za-z]{49}$/);
        expect(environmentOfSecret(text)).toBe(environment);
        expect(valueOf(text.slice(8, 51))).toBe(BigInt(`0x${Buffer.from(random).toString('hex')}`));
        expect(valueOf(text.slice(51))).toBe(BigInt(crcBitByBit(text.slice(0, 51))));
      }),
    ));

  test('the last four come from the random part, not from the checksum', () =>
    fc.assert(
      fc.property(environments, bytes, (environment, random) => {
        const text = makeSecretText(environment, random);
        expect(lastFourOf(text)).toBe(text.slice(47, 51));
        expect(valueOf(lastFourOf(text))).toBe(BigInt(`0x${Buffer.from(random).toString('hex')}`) % 62n ** 4n);
      }),
    ));
});

test('every corruption of one character, anywhere, is detected', () => {
  const text = makeSecretText('DEMO', randomBytes(32));
  for (let at = 0; at < text.length; at++) {
    for (const wrong of alphabet + '_- ') {
      const corrupted = text.slice(0, at) + wrong + text.slice(at + 1);
      if (corrupted !== text) expect([at, wrong, environmentOfSecret(corrupted)]).toEqual([at, wrong, undefined]);
    }
  }
});

test('two characters swapped are detected', () => {
  const text = makeSecretText('PRODUCTION', Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7)));
  for (let at = 8; at < text.length - 1; at++) {
    const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
    if (swapped !== text) expect(environmentOfSecret(swapped)).toBeUndefined();
  }
});

test('what is around, missing or of another environment is no secret', () => {
  const text = makeSecretText('DEMO', randomBytes(32));
  const others = [
    '',
    ` ${text}`,
    `${text}\n`,
    text.slice(1),
    text.slice(0, -1),
    `${text}0`,
    text.replace('demo', 'prod'),
  ];
  for (const other of [...others, text.toUpperCase(), text.replaceAll('_', '-')]) {
    expect(environmentOfSecret(other)).toBeUndefined();
  }
});

test.each([0, 31, 33])('%i random bytes are refused', (count) =>
  expect(() => makeSecretText('DEMO', Buffer.alloc(count))).toThrow(RangeError),
);

test('base62 is padded, and refuses what does not fit', () => {
  expect([toBase62(0n, 3), toBase62(61n, 3), toBase62(62n, 3), toBase62(62n ** 3n - 1n, 3)]).toEqual([
    '000',
    '00z',
    '010',
    'zzz',
  ]);
  expect(() => toBase62(62n ** 3n, 3)).toThrow(RangeError);
});
