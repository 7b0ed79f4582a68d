import {
  audience,
  claiming,
  claims as right,
  clientId,
  grantClaims,
  header,
  now,
} from '../../kit/assertions/client.js';
import { es256, jws } from '../../kit/assertions/signing.js';
import type { AssertionFailure } from '../../../src/domain/assertions/outcome.js';
import type { Hostile } from './hostile.js';

const each = (claim: string, reason: AssertionFailure, values: readonly unknown[]): Hostile[] =>
  values.map((value) => [`${claim} ${JSON.stringify(value)?.slice(0, 60)}`, claiming({ [claim]: value }), reason]);
const without = (claim: string, reason: AssertionFailure = 'CLAIMS'): Hostile => [
  `no ${claim}`,
  claiming({ [claim]: undefined }),
  reason,
];
const granting = (changed: object) => jws(header, { ...grantClaims, ...changed }, es256);
const ofGrant = (name: string, changed: object, reason: AssertionFailure = 'CLAIMS'): Hostile => [
  `a grant: ${name}`,
  granting(changed),
  reason,
  { use: 'GRANT' },
];

const other = '00000000-0000-4000-8000-000000000000';
const lookAlikes = [
  ...[other, '', clientId.toUpperCase(), `${clientId} `, ` ${clientId}`, `${clientId}/`, `${clientId}\u0000`],
  ...[`${clientId}\u200b`, clientId.replace('a', 'а'), clientId.replace('5', '５'), clientId.replaceAll('-', '‐')],
  ...[`{${clientId}}`, `urn:uuid:${clientId}`, `https://client.example/${clientId}`, clientId.slice(0, -1)],
  ...[[clientId], { id: clientId }, null, 0, true],
];
const audiences = [
  ...['https://other.example', '', `${audience}/`, `${audience}/token`, audience.toUpperCase(), 'https://AS.example'],
  ...['http://as.example', 'as.example', `${audience}:443`, ` ${audience}`, `${audience}\u0000`, 'https://аs.example'],
  ...['https://as.example.evil.example', 'https://as.example@evil.example', '*', `${audience}?`, `${audience}#`],
  ...[[], [audience, 'https://other.example'], ['https://other.example', audience], [audience, audience], [[audience]]],
  ...[[audience, null], ['https://other.example'], { 0: audience, length: 1 }, null, 1, true, [1]],
];
const noNumbers = [String(now + 60), '', 'never', null, true, [now + 60], {}, `${now + 60}.0`];

export const claims: readonly Hostile[] = [
  without('iss'),
  ...each('iss', 'CLAIMS', lookAlikes),
  without('sub'),
  ...each('sub', 'CLAIMS', lookAlikes),
  ['iss and sub of another client', claiming({ iss: other, sub: other }), 'CLAIMS'],
  without('aud', 'WRONG_AUDIENCE'),
  ...each('aud', 'WRONG_AUDIENCE', audiences),
  without('exp'),
  ...each('exp', 'CLAIMS', noNumbers),
  ...each('exp', 'CLAIMS', [now + 605.001, now + 3600, now * 1000, 1e308, Number.MAX_SAFE_INTEGER, 2 ** 31, 2 ** 32]),
  ...each('exp', 'EXPIRED_ASSERTION', [now - 5, now - 5.5, now - 3600, 0, -1, -1e308, 0.5, 1e-300]),
  ...each('nbf', 'CLAIMS', [...noNumbers, now + 5.001, now + 3600, 1e308]),
  ...each('iat', 'CLAIMS', [...noNumbers, now + 5.001, now + 3600, now - 605.001, 0, -1, 1e308]),
  without('jti'),
  ...each('jti', 'CLAIMS', ['', 'x'.repeat(256), '😀'.repeat(256), null, 0, 1, true, ['once'], {}]),
  ['__proto__ for claims', jws(header, `{"__proto__":${JSON.stringify(right)}}`, es256), 'CLAIMS'],
  ['claims under the names of others', jws(header, { Iss: clientId, SUB: clientId, aud: audience }, es256), 'CLAIMS'],
  ['a grant as client authentication', granting({}), 'CLAIMS'],
  ofGrant('client authentication as a grant', { sub: clientId }),
  ofGrant('no sub', { sub: undefined }),
  ofGrant('an empty sub', { sub: '' }),
  ofGrant('sub of 256 characters', { sub: 'x'.repeat(256) }),
  ofGrant('sub with a line end', { sub: 'ada\nroot' }),
  ofGrant('sub with a NUL', { sub: 'ada\u0000' }),
  ofGrant('sub in a list', { sub: ['ada'] }),
  ofGrant('sub of a number', { sub: 7 }),
  ofGrant('another issuer', { iss: other }),
  ofGrant('another audience', { aud: clientId }, 'WRONG_AUDIENCE'),
  ofGrant('expired', { exp: now - 60 }, 'EXPIRED_ASSERTION'),
  ofGrant('an empty jti', { jti: '' }),
  ofGrant('jti of null', { jti: null }),
  ofGrant('a long jti', { jti: 'x'.repeat(256) }),
  [
    'typ of client authentication as a grant',
    jws({ ...header, typ: 'client-authentication+jwt' }, grantClaims, es256),
    'UNKNOWN',
    { use: 'GRANT' },
  ],
];
