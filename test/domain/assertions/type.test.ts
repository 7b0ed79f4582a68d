import { expect, test } from '@jest/globals';
import type { AssertionUse } from '../../../src/domain/assertions/outcome.js';
import { hasGoodType } from '../../../src/domain/assertions/type.js';

const uses: AssertionUse[] = ['CLIENT_AUTHENTICATION', 'GRANT'];
const good = (typ: unknown) => uses.filter((use) => hasGoodType({ typ }, use));

test('absent', () => expect(uses.filter((use) => hasGoodType({}, use))).toEqual(uses));
test.each(['JWT', 'jwt', 'application/JWT', 'Application/jwt'])('%s is of both', (typ) =>
  expect(good(typ)).toEqual(uses),
);
test.each([
  ['client-authentication+jwt', 'CLIENT_AUTHENTICATION'],
  ['application/Client-Authentication+JWT', 'CLIENT_AUTHENTICATION'],
  ['authorization-grant+jwt', 'GRANT'],
])('%s is of %s', (typ, use) => expect(good(typ)).toEqual([use]));
test.each(['', 'at+jwt', 'JOSE', 'JWTs', 'xJWT', 'text/jwt', 'JWT\n', 'JWT; x=y', null, 1, ['JWT']])(
  '%j is of none',
  (typ) => expect(good(typ)).toEqual([]),
);
