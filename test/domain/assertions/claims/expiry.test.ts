import { expect, test } from '@jest/globals';
import { checkExpiry } from '../../../../src/domain/assertions/claims/expiry.js';
import { expected, now } from './expected.js';

test.each([-4.999, 0, 0.5, 600, 605])('in %d s is good', (seconds) =>
  expect(checkExpiry({ exp: now + seconds }, expected)).toBeNull(),
);
test.each([-5, -6, -1e300, -now])('in %d s is past', (seconds) =>
  expect(checkExpiry({ exp: now + seconds }, expected)).toBe('EXPIRED_ASSERTION'),
);
test.each([605.001, 3600, 1e300, Infinity])('in %d s is too far', (seconds) =>
  expect(checkExpiry({ exp: now + seconds }, expected)).toBe('CLAIMS'),
);
test.each([undefined, null, `${now}`, '', true, [now]])('is not %j', (exp) =>
  expect(checkExpiry({ exp }, expected)).toBe('CLAIMS'),
);
