import { describe, expect, test } from '@jest/globals';
import { checkScope } from '../../../../src/domain/assertions/claims/scope.js';

const expected = { clientId: 'c', audience: 'a', now: 0 };
const asGrant = (scope: unknown) => checkScope({ scope }, { ...expected, use: 'GRANT' });

describe('the scope of a grant', () => {
  test.each([[undefined], ['read'], ['read write'], ['https://api.example/a:b'], ["!#$%&'()*+,-./[]^_`{|}~"]])(
    '%j counts',
    (scope) => expect(asGrant(scope)).toBeNull(),
  );
  test.each([
    [''],
    [' '],
    ['read '],
    [' read'],
    ['read  write'],
    ['a\tb'],
    ['a\r\nSet-Cookie: x=1'],
    ['\0'],
    ['a"b'],
    ['a\\b'],
    ['\u00e9'],
  ])('%j does not', (scope) => expect(asGrant(scope)).toBe('CLAIMS'));
  test.each([[null], [1], [true], [['read']], [{ read: true }]])('%j is no text', (scope) =>
    expect(asGrant(scope)).toBe('CLAIMS'),
  );
});

test('of client authentication it is ignored', () =>
  expect(checkScope({ scope: ['x'] }, { ...expected, use: 'CLIENT_AUTHENTICATION' })).toBeNull());
