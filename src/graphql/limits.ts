import type { ApolloServerPlugin } from '@apollo/server';
import { depthLimit } from '@graphile/depth-limit';
import { GraphQLError, type ValidationRule } from 'graphql';
import { getComplexity, type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs';
import type { Context } from './context.js';
import { DEFAULT_SIZE } from './paging.js';

/** A document of more tokens is not parsed to its end: validating it could cost seconds. */
export const MAX_TOKENS = 1000;

/** Nested deeper than anything that the schema is for. The introspection query of graphql-js passes: tools need it. */
export const depthRule: ValidationRule = depthLimit({
  maxDepth: 12,
  maxListDepth: 6,
  maxIntrospectionDepth: 16,
  maxDepthByFieldCoordinates: { '__Type.ofType': 9 },
});

/** What one operation may cost in the worst case, counted in plain fields. */
const MAX_COST = 20_000;
/** A list of keys and its count may read many rows, and all fields of a query run in one go. */
const COST_OF_A_LIST = 2_000;

/** A field costs one, a page of a list as much as its entries together. */
function cost({ field, args, childComplexity }: ComplexityEstimatorArgs): number {
  const isPage = field.args.some(({ name }) => name === 'first');
  const size = isPage ? Number(args['first'] ?? args['last'] ?? DEFAULT_SIZE) : 1;
  return (field.name === 'integratorKeys' ? COST_OF_A_LIST : 1) + childComplexity * Math.max(1, size);
}

/** Outside of a resolver Apollo would make a 500 of any other error; what is wrong with a variable it would log, value and all. */
export const badRequest = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });

function complexityOf(asked: Parameters<typeof getComplexity>[0]): number {
  try {
    return getComplexity(asked);
  } catch (error) {
    throw error instanceof GraphQLError ? badRequest(error.message) : error; // a variable that is not what it should be
  }
}

/** Refuses an operation that would cost too much, before it runs. */
export const costLimit: ApolloServerPlugin<Context> = {
  requestDidStart: () =>
    Promise.resolve({
      async didResolveOperation({ schema, document, request, operationName }) {
        const asked = { schema, query: document, variables: request.variables ?? {}, estimators: [cost] };
        const complexity = complexityOf({ ...asked, ...(operationName && { operationName }) });
        if (complexity > MAX_COST)
          throw badRequest(
            `The operation costs up to ${complexity}, counted in fields; at most ${MAX_COST} are answered.`,
          );
      },
    }),
};
