import { expect, test } from '@jest/globals';
import { hasNothingCritical } from '../../../src/domain/assertions/critical.js';

test('nothing critical', () => expect(hasNothingCritical({ alg: 'ES256', exp: 1 })).toBe(true));
test.each([{ crit: ['exp'] }, { crit: [] }, { crit: null }, { crit: undefined }, { b64: false }, { b64: true }])(
  'refuses %j',
  (header) => expect(hasNothingCritical(header)).toBe(false),
);
