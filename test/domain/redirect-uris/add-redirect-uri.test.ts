import { describe, test } from '@jest/globals';
import { addRedirectUri } from '../../../src/domain/redirect-uris/add-redirect-uri.js';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { aUri, created, many, uriAdded, uriRemoved } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const add = aUri('u', 'https://portal.example/callback');
const added = uriAdded('u', 'https://portal.example/callback');
const inProduction = (id: string, uri = `https://portal.example/${id}`): KeyEvent => ({
  type: 'RedirectUriAdded',
  data: { redirectUriId: id, environment: 'PRODUCTION', redirectUri: uri },
});

test('registers a URI as it was typed', () => given(created).when(addRedirectUri, add).then(added));
test('refuses one that is no good', () =>
  given(created)
    .when(addRedirectUri, { ...add, redirectUri: 'http://portal.example/callback' })
    .refused('REDIRECT_URI_HTTP', ['redirectUri']));
test('refuses production before the key is live', () =>
  given(created)
    .when(addRedirectUri, { ...add, environment: 'PRODUCTION' })
    .refused('KEY_NOT_LIVE', ['environment']));

describe('a duplicate', () => {
  test('is the same bytes', () =>
    given(created, uriAdded('first', add.redirectUri))
      .when(addRedirectUri, add)
      .refused('REDIRECT_URI_EXISTS', ['redirectUri']));
  test.each([
    'https://portal.example/callback/',
    'https://portal.example/Callback',
    'https://portal.example:443/callback',
    'HTTPS://portal.example/callback',
    'https://portal.example/%63allback',
  ])('is not %s', (other) => given(created, uriAdded('first', other)).when(addRedirectUri, add).then(added));
  test('is not the same in another environment', () =>
    given(created, inProduction('first', add.redirectUri)).when(addRedirectUri, add).then(added));
  test('is not one that was removed', () =>
    given(created, uriAdded('first', add.redirectUri), uriRemoved('first', add.redirectUri))
      .when(addRedirectUri, add)
      .then(added));
});

describe('the cap of 50', () => {
  test('takes the fiftieth', () =>
    given(created, ...many(49, uriAdded))
      .when(addRedirectUri, add)
      .then(added));
  test('refuses the one after', () =>
    given(created, ...many(50, uriAdded))
      .when(addRedirectUri, add)
      .refused('REDIRECT_URI_LIMIT_REACHED', ['redirectUri']));
  test('leaves out the removed', () =>
    given(created, ...many(50, uriAdded), uriRemoved('n3'))
      .when(addRedirectUri, add)
      .then(added));
  test('is one per environment', () =>
    given(created, ...many(50, (id) => inProduction(id)))
      .when(addRedirectUri, add)
      .then(added));
});
