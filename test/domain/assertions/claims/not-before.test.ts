import { expect, test } from '@jest/globals';
import { checkNotBefore } from '../../../../src/domain/assertions/claims/not-before.js';
import { expected, now } from './expected.js';

test.each([undefined, 0, -1, now, now + 5])('may be %j', (nbf) => expect(checkNotBefore({ nbf }, expected)).toBeNull());
test.each([now + 5.001, 1e300, null, `${now}`, '', true, [now]])('may not be %j', (nbf) =>
  expect(checkNotBefore({ nbf }, expected)).toBe('CLAIMS'),
);
