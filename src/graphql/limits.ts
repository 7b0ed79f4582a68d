import type { ApolloServerPlugin } from '@apollo/server';
import { depthLimit } from '@graphile/depth-limit';
import { GraphQLError, type ValidationRule } from 'graphql';
import { getComplexity, type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs';
import type { Context } from './context.js';

/** A document of more tokens is not parsed to its end: validating it could cost seconds. */
export const MAX_TOKENS = 1000;

/** Nested deeper than anything that the schema is for; the introspection query of the common tools passes. */
export const depthRule: ValidationRule = depthLimit({
  maxDepth: 12,
  maxListDepth: 6,
  maxSelfReferentialDepth: 2,
  maxIntrospectionDepth: 16,
  maxIntrospectionListDepth: 10,
  maxIntrospectionSelfReferentialDepth: 12,
});

/** Fields that one operation may ask for in the worst case. */
const MAX_COST = 20_000;
const DEFAULT_PAGE = 20;

/** A field costs one, a page of a list as much as its entries together. */
function cost({ type, field, args, childComplexity }: ComplexityEstimatorArgs): number {
  void type;
  const isPage = field.args.some(({ name }) => name === 'first');
  const size = isPage ? Number(args['first'] ?? args['last'] ?? DEFAULT_PAGE) : 1;
  return 1 + childComplexity * Math.max(1, size);
}

/** Said as GraphQL's own faults of a document are: outside a resolver Apollo would make a 500 of any other error. */
const tooMuch = (complexity: number) =>
  new GraphQLError(`The operation asks for up to ${complexity} fields; at most ${MAX_COST} are answered.`, {
    extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
  });

/** Refuses an operation that would cost too much, before it runs. */
export const costLimit: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      didResolveOperation({ schema, document, request, operationName }) {
        const asked = { schema, query: document, variables: request.variables ?? {}, estimators: [cost] };
        const complexity = getComplexity({ ...asked, ...(operationName && { operationName }) });
        if (complexity > MAX_COST) return Promise.reject(tooMuch(complexity));
        return Promise.resolve();
      },
    }),
};
