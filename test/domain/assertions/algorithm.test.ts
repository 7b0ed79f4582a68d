import { expect, test } from '@jest/globals';
import {
  algorithmOf,
  mayUse,
  type KeyType,
  type SignatureAlgorithm,
} from '../../../src/domain/assertions/algorithm.js';

const taken: SignatureAlgorithm[] = ['RS256', 'PS256', 'ES256', 'EdDSA'];

test('takes four', () => expect(taken.map((alg) => algorithmOf({ alg }))).toEqual(taken));

test.each(['none', 'None', 'NONE', 'HS256', 'HS512', 'RS512', 'ES384', 'es256', '', 'toString', null, 1, ['ES256']])(
  'refuses %j',
  (alg) => expect(algorithmOf({ alg })).toBeUndefined(),
);
test('refuses none at all', () => expect(algorithmOf({})).toBeUndefined());

test.each<[KeyType | undefined, SignatureAlgorithm[]]>([
  ['RSA', ['RS256', 'PS256']],
  ['P-256', ['ES256']],
  ['Ed25519', ['EdDSA']],
  [undefined, []],
])('a key of type %s signs with %j alone', (type, algorithms) =>
  expect(taken.filter((algorithm) => mayUse(type, algorithm))).toEqual(algorithms),
);
