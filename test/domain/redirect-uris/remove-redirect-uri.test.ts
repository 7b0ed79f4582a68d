import { test } from '@jest/globals';
import { removeRedirectUri } from '../../../src/domain/redirect-uris/remove-redirect-uri.js';
import { created, uriAdded, uriRemoved } from '../../kit/facts/facts.js';
import { given } from '../../kit/facts/given.js';

const remove = { redirectUriId: 'u' };

test('removes a URI, and the fact says which', () =>
  given(created, uriAdded('u'), uriAdded('v')).when(removeRedirectUri, remove).then(uriRemoved('u')));
test('refuses one that is not there', () =>
  given(created, uriAdded('v')).when(removeRedirectUri, remove).refused('REDIRECT_URI_NOT_FOUND', ['redirectUriId']));
test('refuses one that was removed', () =>
  given(created, uriAdded('u'), uriRemoved('u'))
    .when(removeRedirectUri, remove)
    .refused('REDIRECT_URI_NOT_FOUND', ['redirectUriId']));
