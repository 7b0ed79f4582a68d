import { expect, test } from '@jest/globals';
import { idempotencyKeyOf } from '../../../src/domain/values/idempotency-key.js';
import { toldBy } from '../../kit/facts/given.js';

test.each(['x'.repeat(16), 'x'.repeat(255), ' '.repeat(16), '~'.repeat(16), 'a-UUID or any words'])(
  'takes %j',
  (text) => expect(idempotencyKeyOf(text)).toBe(text),
);

test.each([
  ...['', 'x'.repeat(15), 'x'.repeat(256)],
  ...[`${'x'.repeat(16)}\n`, `\x1f${'x'.repeat(16)}`, `${'x'.repeat(8)}\x7f${'x'.repeat(8)}`, 'é'.repeat(16)],
])('refuses %j', (text) =>
  expect(toldBy(() => idempotencyKeyOf(text))).toEqual([['IDEMPOTENCY_KEY_INVALID', ['idempotencyKey']]]),
);
