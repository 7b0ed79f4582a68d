import { describe, expect, test } from '@jest/globals';
import { acceptRedirectUri } from '../../../src/domain/redirect-uris/accept-redirect-uri.js';
import { addRedirectUri } from '../../../src/domain/redirect-uris/add-redirect-uri.js';
import { matchRedirectUri } from '../../../src/domain/redirect-uris/match-redirect-uri.js';
import {
  asRfc8252,
  executedSchemes,
  type RedirectUriPolicy,
} from '../../../src/domain/redirect-uris/redirect-uri-policy.js';
import * as f from '../../kit/facts/facts.js';
import { given, toldBy } from '../../kit/facts/given.js';
import { legitimateUris } from './legitimate-uris.js';
import { allTricks } from './tricks/index.js';

const listed: RedirectUriPolicy = { ...asRfc8252, privateUseSchemes: ['cursor', 'x-app+1'] };
const anyPort = { ...asRfc8252, localhostAnyPort: true };
const codes = (uri: string, policy = listed) => toldBy(() => acceptRedirectUri(uri, policy)).map(([code]) => code);

describe('schemes without a dot that are listed', () => {
  test.each(['cursor://app.example/mcp/callback', 'cursor:/callback', 'x-app+1:/cb?x=1'])('%j is taken', (uri) => {
    expect(acceptRedirectUri(uri, listed)).toBeUndefined();
    expect(codes(uri, asRfc8252)).toEqual(['REDIRECT_URI_PRIVATE_SCHEME']);
  });

  test.each([
    ['vscode://callback', 'REDIRECT_URI_PRIVATE_SCHEME'], // another one
    ['Cursor:/callback', 'REDIRECT_URI_PRIVATE_SCHEME'],
    ['cursors:/callback', 'REDIRECT_URI_PRIVATE_SCHEME'],
    ['xcursor:/callback', 'REDIRECT_URI_PRIVATE_SCHEME'],
    ['cursor+x:/callback', 'REDIRECT_URI_PRIVATE_SCHEME'],
    ['cursor', 'REDIRECT_URI_NOT_ABSOLUTE'],
    ['cursor:callback', 'REDIRECT_URI_NOT_ABSOLUTE'],
    ['cursor://a@b/', 'REDIRECT_URI_USER_INFO'],
    ['cursor:/a/../b', 'REDIRECT_URI_PATH_TRAVERSAL'],
    ['cursor:/cb#x', 'REDIRECT_URI_FRAGMENT'],
  ])('%j is not', (uri, code) => expect(codes(uri)).toEqual([code]));

  test('change nothing of all the tricks, and nothing of what is legitimate', () => {
    for (const [uri, code] of allTricks) expect([uri, codes(uri)]).toEqual([uri, [code]]);
    for (const [uri] of legitimateUris) expect(acceptRedirectUri(uri, listed)).toBeUndefined();
  });

  test('let no executed scheme in, should one get into the list', () => {
    const all = { ...asRfc8252, privateUseSchemes: [...executedSchemes] };
    for (const scheme of executedSchemes) expect(codes(`${scheme}:/x`, all)).toEqual(['REDIRECT_URI_SCHEME_FORBIDDEN']);
  });

  test('are no part of the fact', () => {
    const add = { redirectUriId: 'u', environment: 'DEMO', redirectUri: 'cursor:/callback' } as const;
    given(f.created)
      .when(addRedirectUri, { ...add, policy: listed })
      .then({ type: 'RedirectUriAdded', data: add });
  });
});

describe('any port at localhost', () => {
  const registered = ['http://localhost/cb', 'http://localhost:3000/at/3000'];
  const match = (requested: string, policy = anyPort) => matchRedirectUri(registered, requested, policy);

  test.each(['http://localhost:1/cb', 'http://localhost:65535/cb', 'http://localhost:8080/at/3000', 'http://localhost/at/3000'])(
    '%j matches, where it is allowed',
    (requested) => {
      expect(match(requested)).toBe('LOOPBACK_PORT');
      expect(match(requested, asRfc8252)).toBe('NONE');
    },
  ); // prettier-ignore

  test.each([
    ...['http://localhost.evil.example/cb', 'http://localhost:80.evil.example/cb', 'http://localhost:8080@evil.example/cb'],
    ...['http://evil.example/localhost/cb', 'http://localhost@evil.example/cb', 'http://xlocalhost:80/cb', 'http://localhost./cb'],
    ...['http://localhost:0/cb', 'http://localhost:080/cb', 'http://localhost:65536/cb', 'http://localhost:/cb', 'http://localhost:-1/cb'],
    ...['http://localhost:80:80/cb', 'http://localhost:80\\@evil.example/cb', 'http://localhost:80/cb/', 'http://localhost:80/CB', 'http://localhost:80/cb?x'],
    ...['https://localhost:80/cb', 'HTTP://localhost:80/cb', 'http://LOCALHOST:80/cb', 'http://127.0.0.1:80/cb', 'http://[::1]:80/cb'],
    ...['http://[localhost]:80/cb', 'http://localhost[::1]:80/cb', 'http://[::1]localhost:80/cb', ' http://localhost:80/cb', 'http://localhost:80/cb\n'],
  ])('%j does not', (requested) => expect(match(requested)).toBe('NONE')); // prettier-ignore

  test('still takes the exact one for exact, and the literals of RFC 8252 7.3', () => {
    expect(match('http://localhost/cb')).toBe('EXACT');
    expect(matchRedirectUri(['http://[::1]/cb'], 'http://[::1]:80/cb', anyPort)).toBe('LOOPBACK_PORT');
    for (const other of ['http://localhost:80/cb', 'http://[::1].evil.example/cb', 'http://[::1]:0/cb'])
      expect(matchRedirectUri(['http://[::1]/cb'], other, anyPort)).toBe('NONE');
  });
});
