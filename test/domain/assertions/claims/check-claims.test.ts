import { expect, test } from '@jest/globals';
import { acceptedClaims } from '../../../../src/domain/assertions/claims/accepted-claims.js';
import { checkClaims } from '../../../../src/domain/assertions/claims/check-claims.js';
import { expected, now } from './expected.js';

const right = { iss: 'client', sub: 'client', aud: 'https://as.example', exp: now + 60, jti: 'once' };

test('null where all are right', () => expect(checkClaims(right, expected)).toBeNull());

test.each([
  ['iss', 'CLAIMS', { iss: 'other' }],
  ['sub', 'CLAIMS', { sub: 'other' }],
  ['aud', 'WRONG_AUDIENCE', { aud: 'other' }],
  ['exp', 'EXPIRED_ASSERTION', { exp: now - 60 }],
  ['nbf', 'CLAIMS', { nbf: now + 60 }],
  ['iat', 'CLAIMS', { iat: now + 60 }],
  ['jti', 'CLAIMS', { jti: '' }],
])('checks %s', (_, reason, wrong) => expect(checkClaims({ ...right, ...wrong }, expected)).toBe(reason));

test('the first that is wrong is the reason', () => {
  expect(checkClaims({ ...right, aud: 'other', exp: 0, iss: 'other' }, expected)).toBe('CLAIMS');
  expect(checkClaims({ ...right, aud: 'other', exp: 0 }, expected)).toBe('WRONG_AUDIENCE');
  expect(checkClaims({ ...right, exp: 0, jti: '' }, expected)).toBe('EXPIRED_ASSERTION');
});

test('tells what counts of them', () => {
  const claims = { ...right, scope: 'read', exp: 1.5 };
  expect(acceptedClaims(claims, 'GRANT')).toEqual({ sub: 'client', scope: 'read', jti: 'once', expiresAt: 7 });
  expect(acceptedClaims(claims, 'CLIENT_AUTHENTICATION').scope).toBeNull();
  expect(acceptedClaims({ ...claims, scope: 1, jti: undefined }, 'GRANT')).toMatchObject({ scope: null, jti: null });
});
