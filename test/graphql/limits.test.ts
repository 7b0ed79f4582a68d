import { expect, test } from '@jest/globals';
import { getIntrospectionQuery, parse, validate } from 'graphql';
import { depthRule, MAX_TOKENS } from '../../src/graphql/limits.js';
import { makeSchema } from '../../src/graphql/schema.js';

const problems = (document: string) =>
  validate(makeSchema(), parse(document, { maxTokens: MAX_TOKENS }), [depthRule]).map(({ message }) => message);

test('the introspection query of the common tools passes', () => {
  expect(
    problems(getIntrospectionQuery({ inputValueDeprecation: true, oneOf: true, schemaDescription: true })),
  ).toEqual([]);
});

test('introspection that goes round in circles does not', () => {
  const circle = (depth: number): string => (depth === 0 ? 'name' : `fields { type { ${circle(depth - 1)} } }`);
  expect(problems(`{ __schema { types { ${circle(6)} } } }`)).not.toEqual([]);
});
