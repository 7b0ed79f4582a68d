import { expect, test } from '@jest/globals';
import { checkIssuer } from '../../../../src/domain/assertions/claims/issuer.js';
import { expected } from './expected.js';

test('is the client', () => expect(checkIssuer({ iss: 'client' }, expected)).toBeNull());
test.each([undefined, null, '', 'Client', 'client ', 'сlient', ['client'], 1])('is not %j', (iss) =>
  expect(checkIssuer({ iss }, expected)).toBe('CLAIMS'),
);
