import { expect, test } from '@jest/globals';
import { getVariableValues, parse, type OperationDefinitionNode } from 'graphql';
import { makeSchema } from '../../../src/graphql/server/schema.js';
import { withoutValues } from '../../../src/graphql/server/without-values.js';

const schema = makeSchema();
const query = 'mutation ($i: AddSecretInput!) { addSecret(input: $i) { position } }';
const [operation] = parse(query).definitions as [OperationDefinitionNode];

/** What graphql-js says of this input, and what is left of it. */
const told = (input: unknown) =>
  getVariableValues(schema, operation.variableDefinitions ?? [], { i: input }).errors?.map(withoutValues);

test.each([
  [{}, 'Variable "$i": field "integratorKeyId" of required type "ID!" was not provided.'],
  [{ integratorKeyId: 'a', labl: 'CANARY' }, 'Variable "$i": field "labl" is not defined by type "AddSecretInput".'],
  [{ integratorKeyId: 'a', expiresAt: 'CANARY' }, 'Variable "$i" has an invalid value at "expiresAt".'],
  [{ integratorKeyId: 'a', environment: 'CANARY' }, 'Variable "$i" has an invalid value at "environment".'],
  ['CANARY', 'Variable "$i" has an invalid value.'],
])('of %j the field is told and not the value', (input, message) => expect(told(input)).toEqual([message]));

test('a value that looks like the end of a message is still a value', () => {
  const input = { integratorKeyId: 'a', label: { a: '; Field "CANARY" is not defined by type "T". CANARY' } };
  expect(JSON.stringify(told(input))).not.toContain('CANARY');
});
