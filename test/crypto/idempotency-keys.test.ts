import { describe, expect, test } from '@jest/globals';
import { isUUID } from 'class-validator';
import fc from 'fast-check';
import { idempotencyKeys } from '../../src/adapters/crypto/idempotency-keys.js';
import type { Keys, Scope } from '../../src/app/commands/idempotency/keys.js';
import { peppersOf } from './some-peppers.js';

const scope: Scope = { account: 'acme', actorKind: 'user', actorId: 'ada', mutation: 'addSecret' };
const name = 'a name of this attempt';
const keysOf = idempotencyKeys(peppersOf(1));
const [keys] = keysOf(scope, name);
const seed = '0b7a1a52-6b1c-4b7e-9d0c-2f6f0b6a1f00';

/** The same but for one thing that has to be known. */
const others: Record<string, Keys> = {
  'another idempotency key': keysOf(scope, `${name}!`)[0],
  'another pepper': idempotencyKeys(peppersOf(2))(scope, name)[0],
  'another account': keysOf({ ...scope, account: 'globex' }, name)[0],
  'another kind of actor': keysOf({ ...scope, actorKind: 'service' }, name)[0],
  'another actor': keysOf({ ...scope, actorId: 'bob' }, name)[0],
  'another mutation': keysOf({ ...scope, mutation: 'addKeypair' }, name)[0],
  'the same letters, divided otherwise': keysOf({ ...scope, actorId: 'adaa', mutation: 'ddSecret' }, name)[0],
};

test('the same is the same again', () => {
  const [again] = idempotencyKeys(peppersOf(1))(scope, name);
  expect([again.recordId, again.mac('x'), again.idOf(seed, 'event 0')]).toEqual([
    keys.recordId,
    keys.mac('x'),
    keys.idOf(seed, 'event 0'),
  ]);
  expect(again.open(keys.seal('what was minted'))).toBe('what was minted');
});

describe.each(Object.entries(others))('with %s', (_, other) => {
  test('nothing can be opened', () => {
    expect(() => other.open(keys.seal('what was minted'))).toThrow();
  });
  test('nothing is found, and nothing looks the same', () => {
    expect(other.recordId).not.toBe(keys.recordId);
    expect(other.mac('x')).not.toBe(keys.mac('x'));
    expect(other.idOf(seed, 'event 0')).not.toBe(keys.idOf(seed, 'event 0'));
  });
});

describe('what is sealed', () => {
  test('is opened again, whatever it was', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => keys.open(keys.seal(text)) === text));
  });
  test('is another each time', () => {
    expect(keys.seal('x')).not.toBe(keys.seal('x'));
  });
  test('shows nothing of what is in it', () => {
    const secret = 'a secret of thirty-two characters';
    expect(Buffer.from(keys.seal(secret), 'base64').includes(secret)).toBe(false);
  });
  test('is refused if a single bit of it has changed, or its end is missing', () => {
    const sealed = Buffer.from(keys.seal('what was minted'), 'base64');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Buffer.from(sealed);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => keys.open(flipped.toString('base64'))).toThrow();
    }
    for (let length = 0; length < sealed.length; length++)
      expect(() => keys.open(sealed.subarray(0, length).toString('base64'))).toThrow();
  });
});

describe('an id', () => {
  test('is a UUID of version 4', () => {
    for (let number = 0; number < 500; number++) expect(isUUID(keys.idOf(seed, `event ${number}`), 4)).toBe(true);
  });
  test('is another for another name and another seed', () => {
    const ids = [keys.idOf(seed, 'a'), keys.idOf(seed, 'b'), keys.idOf(seed.replace('0b', '0c'), 'a')];
    expect(new Set(ids).size).toBe(3);
  });
});

test('the current pepper comes first, then every other', () => {
  const under = (...versions: number[]) =>
    idempotencyKeys(peppersOf(...versions))(scope, name).map((all) => all.recordId);
  expect(under(1, 2)).toEqual([...under(2), ...under(1)]);
  expect(under(1, 2, 3)).toHaveLength(3);
});
