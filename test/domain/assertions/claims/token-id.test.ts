import { expect, test } from '@jest/globals';
import { checkTokenId } from '../../../../src/domain/assertions/claims/token-id.js';
import { expected, grant } from './expected.js';

test.each(['x', ' ', 'x'.repeat(255), '😀'.repeat(255)])('may be %s', (jti) => {
  expect(checkTokenId({ jti }, expected)).toBeNull();
  expect(checkTokenId({ jti }, grant)).toBeNull();
});
test.each(['', 'x'.repeat(256), '😀'.repeat(256), null, 1, ['x']])('may not be %j', (jti) => {
  expect(checkTokenId({ jti }, expected)).toBe('CLAIMS');
  expect(checkTokenId({ jti }, grant)).toBe('CLAIMS');
});
test('may be left out of a grant alone', () => {
  expect(checkTokenId({}, expected)).toBe('CLAIMS');
  expect(checkTokenId({}, grant)).toBeNull();
});
