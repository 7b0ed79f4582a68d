import { expect, test } from '@jest/globals';
import { hasGoodKeyId } from '../../../src/domain/assertions/key-id.js';

test.each([{}, { kid: 'a' }, { kid: '' }, { kid: '../../etc/passwd' }])('takes %j', (header) =>
  expect(hasGoodKeyId(header)).toBe(true),
);
test.each([null, 0, 1, true, ['a'], { a: 1 }])('refuses %j', (kid) => expect(hasGoodKeyId({ kid })).toBe(false));
