import { expect, test } from '@jest/globals';
import { checkAudience } from '../../../../src/domain/assertions/claims/audience.js';
import { expected } from './expected.js';

const as = 'https://as.example';

test.each([[as], [[as]]])('is %j', (aud) => expect(checkAudience({ aud }, expected)).toBeNull());
test.each([
  ...[undefined, null, '', `${as}/`, 'https://AS.example', 'https://other.example', 1, { 0: as, length: 1 }],
  ...[[], [as, as], [as, 'https://other.example'], [[as]], [null]],
])('is not %j', (aud) => expect(checkAudience({ aud }, expected)).toBe('WRONG_AUDIENCE'));
