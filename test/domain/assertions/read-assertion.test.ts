import { expect, test } from '@jest/globals';
import { issuerOf, readAssertion } from '../../../src/domain/assertions/read-assertion.js';

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const of = (header: object, claims: object = { iss: 'client' }) => `${encode(header)}.${encode(claims)}.AA`;
const read = (text: string) => readAssertion(text, 'GRANT');
const alg = 'ES256';

test('reads one of good form, whoever signed it', () =>
  expect(read(of({ alg, kid: 'k' }))).toMatchObject({
    algorithm: alg,
    header: { kid: 'k' },
    claims: { iss: 'client' },
  }));

test.each([
  ['a long one', of({ alg }, { x: 'x'.repeat(8192) })],
  ['no JWS', 'x'],
  ['another algorithm', of({ alg: 'none' })],
  ['another type', of({ alg, typ: 'client-authentication+jwt' })],
  ['crit', of({ alg, crit: [] })],
  ['a kid that is no text', of({ alg, kid: 1 })],
])('refuses %s, and says nothing of it', (_, text) => {
  expect(read(text)).toBeUndefined();
  expect(issuerOf(text, 'GRANT')).toBeUndefined();
});

test('tells who it says it is of', () => {
  expect(issuerOf(of({ alg }), 'GRANT')).toBe('client');
  expect(issuerOf(of({ alg }, {}), 'GRANT')).toBeUndefined();
  expect(issuerOf(of({ alg }, { iss: ['client'] }), 'GRANT')).toBeUndefined();
});
