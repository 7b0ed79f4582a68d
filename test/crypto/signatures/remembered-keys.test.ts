import { expect, test } from '@jest/globals';
import { rememberedKeys } from '../../../src/adapters/crypto/signatures/remembered-keys.js';

/** Keys by name, and the names in the order of reading. */
function counting(most: number) {
  const read: string[] = [];
  const keyOf = rememberedKeys((pem) => (read.push(pem), undefined), most);
  return { read, ask: (...pems: string[]) => pems.forEach((pem) => void keyOf(pem)) };
}

test('reads a key once, also one that is none', () => {
  const { read, ask } = counting(2);
  ask('a', 'a', 'b', 'a');
  expect(read).toEqual(['a', 'b']);
});

test('forgets the one that was used longest ago, and no other', () => {
  const { read, ask } = counting(2);
  ask('a', 'b', 'a', 'c', 'a', 'c', 'b');
  expect(read).toEqual(['a', 'b', 'c', 'b']);
});

test('remembers no more than it may', () => {
  const { read, ask } = counting(3);
  const many = Array.from({ length: 100 }, (_, index) => `${index}`);
  ask(...many, ...many);
  expect(read).toHaveLength(200);
});
