import { expect, test } from '@jest/globals';
import { hasGoodSize } from '../../../src/domain/assertions/size.js';

test('8 KiB is the most', () => {
  expect(hasGoodSize('x'.repeat(8192))).toBe(true);
  expect(hasGoodSize('x'.repeat(8193))).toBe(false);
});
