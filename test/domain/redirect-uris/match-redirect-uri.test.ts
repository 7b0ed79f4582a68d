import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchRedirectUri, nearestRedirectUri } from '../../../src/domain/redirect-uris/match-redirect-uri.js';

/** The rule said once more, by the platform's own parser: the same bytes, or the same but for the port of an IP literal. */
function oracle(registered: string, requested: string): string {
  if (registered === requested) return 'EXACT';
  const port = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(:[1-9][0-9]*)?(?=[/?]|$)/;
  const loopback = (uri: string) => port.test(uri) && URL.canParse(uri);
  const without = (uri: string) => uri.replace(port, '$1');
  return loopback(registered) && loopback(requested) && without(registered) === without(requested)
    ? 'LOOPBACK_PORT'
    : 'NONE';
}

const loopback = fc.constantFrom('http://127.0.0.1', 'http://[::1]');
const others = fc.constantFrom(
  ...[
    'http://127.0.0.1',
    'http://[::1]',
    'http://localhost',
    'https://127.0.0.1',
    'HTTP://127.0.0.1',
    'http://127.0.0.2',
  ],
  ...['http://127.0.0.1.example', 'http://a@127.0.0.1', 'https://app.example', 'com.example.app:', 'http://[::1].x'],
);
const host = fc.oneof(loopback, others);
const port = fc.oneof(
  fc.constantFrom('', ':', ':0', ':80', ':080', ':3000', ':65535', ':65536', ':99999', ':3000x', ':-1', ':3000:4000'),
  fc.integer({ min: 1, max: 70_000 }).map((number) => `:${number}`),
);
const rest = fc.constantFrom(
  ...[
    '',
    '/',
    '/cb',
    '/cb/',
    '/CB',
    '/%63b',
    '/cb?x',
    '?x',
    '/cb?x=1',
    '/cb:80',
    '/a/../cb',
    '@evil',
    '\n/cb',
    '/cb\n',
  ],
);
const uri = fc.tuple(host, port, rest).map((parts) => parts.join(''));
/** The same, but for one part. */
const nearMiss = fc.tuple(host, port, rest, host, port, rest, fc.integer({ min: 0, max: 3 })).map((parts) => {
  const [registered, other] = [parts.slice(0, 3), parts.slice(3, 6)];
  const changed = parts[6] as number;
  return [registered.join(''), registered.map((part, index) => (index === changed ? other[index] : part)).join('')];
});

describe('agrees with the oracle, on 100,000 pairs and more', () => {
  test('on near misses', () => {
    const seen: Record<string, number> = {};
    fc.assert(
      fc.property(nearMiss, ([registered = '', requested = '']) => {
        const match = matchRedirectUri([registered], requested);
        seen[match] = (seen[match] ?? 0) + 1;
        return match === oracle(registered, requested);
      }),
      { numRuns: 45_000 },
    );
    for (const match of ['EXACT', 'LOOPBACK_PORT', 'NONE']) expect(seen[match]).toBeGreaterThan(1_000); // all were tried
  });
  test('on a character put in, taken out, or changed', () => {
    const edit = fc.tuple(
      uri,
      fc.nat(),
      fc.integer({ min: 0, max: 1 }),
      fc.constantFrom('', '0', '/', ':', '%', ' ', 'A'),
    );
    fc.assert(
      fc.property(edit, ([registered, where, taken, put]) => {
        const at = where % (registered.length + 1);
        const requested = registered.slice(0, at) + put + registered.slice(at + taken);
        return matchRedirectUri([registered], requested) === oracle(registered, requested);
      }),
      { numRuns: 45_000 },
    );
  });
  test('on lists: exact before port, port before none', () =>
    fc.assert(
      fc.property(fc.array(uri, { maxLength: 8 }), uri, (registered, requested) => {
        const each = registered.map((one) => oracle(one, requested));
        const wanted = ['EXACT', 'LOOPBACK_PORT'].find((match) => each.includes(match)) ?? 'NONE';
        return matchRedirectUri(registered, requested) === wanted;
      }),
      { numRuns: 10_000 },
    ));
});

describe('the nearest', () => {
  test('is the one that agrees longest', () =>
    expect(
      nearestRedirectUri(
        ['https://a.example/', 'https://a.example/callback', 'https://b.example/'],
        'https://a.example/calLback',
      ),
    ).toEqual({ uri: 'https://a.example/callback', firstDifferenceAt: 21 }));
  test('differs where one of them ends', () => {
    expect(nearestRedirectUri(['https://a.example/cb'], 'https://a.example/cb/')).toMatchObject({
      firstDifferenceAt: 20,
    });
    expect(nearestRedirectUri(['https://a.example/cb/'], 'https://a.example/cb')).toMatchObject({
      firstDifferenceAt: 20,
    });
  });
  test('is of two that agree as long the more alike one', () =>
    expect(
      nearestRedirectUri(['https://a.example/abcdef', 'https://a.example/ab'], 'https://a.example/x'),
    ).toMatchObject({
      uri: 'https://a.example/ab',
    }));
  test('is none when none is registered', () => expect(nearestRedirectUri([], 'https://a.example/')).toBeNull());
});
