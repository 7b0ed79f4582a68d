import { expect, test } from '@jest/globals';
import type { PepperName } from '../../../src/app/credentials/ports.js';
import { PepperMissing, requirePeppers, type PepperUse } from '../../../src/app/credentials/require-peppers.js';

const named = (version: number, id: string): PepperName => ({ version, id });
const atHand = [named(1, 'one'), named(2, 'two')];

const DIGESTED: PepperUse = 'secrets in the store were digested with';

function told(inUse: readonly PepperName[], by = atHand, use = DIGESTED): string {
  try {
    requirePeppers(use, inUse, by);
  } catch (error) {
    if (error instanceof PepperMissing) return error.message;
    throw error;
  }
  return 'nothing';
}

test.each([
  ['none', []],
  ['one of them', [named(2, 'two')]],
  ['all of them', atHand.toReversed()],
])('peppers in use that are at hand are enough: %s', (_, inUse) => expect(told(inUse)).toBe('nothing'));

const LACKS = 'which secrets in the store were digested with.';
const DIFFERS = 'than the one that secrets in the store were digested with: put that one back.';
test.each([
  ['a version', [named(1, 'one'), named(3, 'three')], `The peppers file lacks version 3, ${LACKS}`],
  ['versions, in order', [named(10, 'x'), named(9, 'y')], `The peppers file lacks version 9, 10, ${LACKS}`],
  ['a version, once', [named(3, 'x'), named(3, 'y')], `The peppers file lacks version 3, ${LACKS}`],
  ['the same pepper', [named(1, 'other')], `The peppers file has a different pepper under version 1 ${DIFFERS}`],
  [
    'the same pepper, for some secrets',
    [named(1, 'one'), named(1, 'other')],
    `The peppers file has a different pepper under version 1 ${DIFFERS}`,
  ],
  [
    'the same pepper, which is there under another version',
    [named(1, 'two')],
    `The peppers file has a different pepper under version 1 ${DIFFERS}`,
  ],
  [
    'both',
    [named(2, 'other'), named(3, 'three')],
    `The peppers file lacks version 3, ${LACKS} The peppers file has a different pepper under version 2 ${DIFFERS}`,
  ],
])('it is told what is missing: %s', (_, inUse, message) => expect(told(inUse)).toBe(message));

test('without peppers every one is missing', () =>
  expect(told(atHand, [])).toBe(`The peppers file lacks version 1, 2, ${LACKS}`));

test('what they are needed for is told, too', () =>
  expect(told([named(1, 'other'), named(3, 'x')], atHand, 'secrets of webhooks are derived from')).toBe(
    'The peppers file lacks version 3, which secrets of webhooks are derived from. The peppers file has a different pepper under version 1 than the one that secrets of webhooks are derived from: put that one back.',
  ));
