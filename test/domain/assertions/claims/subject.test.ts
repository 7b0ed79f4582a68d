import { expect, test } from '@jest/globals';
import { checkSubject } from '../../../../src/domain/assertions/claims/subject.js';
import { expected, grant } from './expected.js';

test('is the client', () => expect(checkSubject({ sub: 'client' }, expected)).toBeNull());
test.each([undefined, null, '', 'ada', 'Client', ['client'], 1])('is not %j', (sub) =>
  expect(checkSubject({ sub }, expected)).toBe('CLAIMS'),
);
test.each(['ada', ' ', 'x'.repeat(255), '😀'.repeat(255)])('of a grant is the user %s', (sub) =>
  expect(checkSubject({ sub }, grant)).toBeNull(),
);
test.each([undefined, null, '', 'client', 'x'.repeat(256), '😀'.repeat(256), 'a\nb', '\u0000', '\u0085', ['ada'], 1])(
  'of a grant is not %j',
  (sub) => expect(checkSubject({ sub }, grant)).toBe('CLAIMS'),
);
