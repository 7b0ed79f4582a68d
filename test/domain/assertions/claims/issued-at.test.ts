import { expect, test } from '@jest/globals';
import { checkIssuedAt } from '../../../../src/domain/assertions/claims/issued-at.js';
import { expected, now } from './expected.js';

test.each([undefined, now - 605, now, now + 5])('may be %j', (iat) =>
  expect(checkIssuedAt({ iat }, expected)).toBeNull(),
);
test.each([now - 605.001, 0, now + 5.001, 1e300, null, `${now}`, '', true, [now]])('may not be %j', (iat) =>
  expect(checkIssuedAt({ iat }, expected)).toBe('CLAIMS'),
);
