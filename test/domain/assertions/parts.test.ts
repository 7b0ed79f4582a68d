import { expect, test } from '@jest/globals';
import { partsOf } from '../../../src/domain/assertions/parts.js';

// {"alg":"x"} . {"iss":"y"} . 1 octet
const [header, claims, signature] = ['eyJhbGciOiJ4In0', 'eyJpc3MiOiJ5In0', 'AA'];

test('three parts', () =>
  expect(partsOf(`${header}.${claims}.${signature}`)).toEqual({
    header: { alg: 'x' },
    claims: { iss: 'y' },
    signingInput: `${header}.${claims}`,
    signature: Buffer.from([0]),
  }));

test.each([
  ['nothing', ''],
  ['two', `${header}.${claims}`],
  ['four', `${header}.${claims}.${signature}.${signature}`],
  ['five', `${header}.${claims}.${signature}.${signature}.${signature}`],
  ['a dot after', `${header}.${claims}.${signature}.`],
  ['no signature', `${header}.${claims}.`],
  ['no claims', `${header}..${signature}`],
  ['no header', `.${claims}.${signature}`],
  ['a header in other letters', `${header}=.${claims}.${signature}`],
  ['claims in other letters', `${header}.${claims}=.${signature}`],
  ['a signature in other letters', `${header}.${claims}.${signature}==`],
  ['a header that is no object', `MQ.${claims}.${signature}`],
  ['claims that are no object', `${header}.MQ.${signature}`],
])('refuses %s', (_, text) => expect(partsOf(text)).toBeUndefined());
