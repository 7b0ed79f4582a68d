import { describe, expect, test } from '@jest/globals';
import { refusals } from '../../../src/domain/refusal/codes.js';
import { acceptRedirectUri } from '../../../src/domain/redirect-uris/accept-redirect-uri.js';
import { toldBy } from '../../kit/facts/given.js';
import { legitimateUris } from './legitimate-uris.js';
import { allTricks, tricks } from './tricks/index.js';

describe('accepted as typed', () => {
  test.each(legitimateUris)('%j: %s', (uri) => expect(acceptRedirectUri(uri)).toBeUndefined());
});

describe.each(Object.entries(tricks))('refused: %s', (_, family) => {
  test.each(family)('%j: %s, %s', (uri, code) =>
    expect(toldBy(() => acceptRedirectUri(uri))).toEqual([[code, ['redirectUri']]]),
  );
});

test('the table is 250 tricks at least, none of them twice, each with a reason', () => {
  const uris = allTricks.map(([uri]) => uri);
  expect(new Set(uris).size).toBe(uris.length);
  expect(uris.length).toBeGreaterThanOrEqual(250);
  expect(legitimateUris.filter(([uri]) => uris.includes(uri))).toEqual([]);
  for (const [, , reason] of allTricks) expect(reason).toMatch(/^\S.{2,}\S$/);
  for (const [, reason] of legitimateUris) expect(reason).toMatch(/^\S.{2,}\S$/);
});

test('every refusal of a URI is in the table', () => {
  const elsewhere = [
    'REDIRECT_URI_EXISTS',
    'REDIRECT_URI_NOT_FOUND',
    'REDIRECT_URI_LIMIT_REACHED',
    'REDIRECT_URI_NEEDS_MOBILE_APP',
  ];
  const all = Object.keys(refusals).filter((code) => code.startsWith('REDIRECT_URI_') && !elsewhere.includes(code));
  expect(new Set(allTricks.map(([, code]) => code))).toEqual(new Set([...all, 'SECRET_MATERIAL']));
});
