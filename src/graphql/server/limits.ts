import type { ApolloServerPlugin } from '@apollo/server';
import { depthLimit } from '@graphile/depth-limit';
import {
  getVariableValues,
  GraphQLError,
  type DocumentNode,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import { getComplexity, type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs';
import type { RequestContext } from './context.js';
import { DEFAULT_SIZE } from '../vocabulary/paging.js';

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

type Asked = Parameters<typeof getComplexity>[0] & { variables: Record<string, unknown> };

/** Documents of the cache that Apollo keeps -> what they cost, by what of their variables it depends on. */
const costs = new WeakMap<DocumentNode, Map<string, number>>();
/** To a document; numbers are the caller's. */
const MAX_REMEMBERED = 100;

/** The size of a page and the switches of directives; no other value says how much is asked for. Null is not the default. */
function sizing(variables: Record<string, unknown>): string {
  let text = '';
  for (const [name, value] of Object.entries(variables))
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) text += ` ${name}=${value}`;
  return text;
}

/** Measured once for a document that comes again and again. */
function complexityOf(asked: Asked, operation: OperationDefinitionNode | undefined): number {
  refuseNested(asked, operation);
  const known = costs.get(asked.query) ?? new Map<string, number>();
  const key = `${operation?.name?.value}${sizing(asked.variables)}`;
  const complexity = known.get(key) ?? measure(asked);
  if (known.size >= MAX_REMEMBERED) known.clear();
  costs.set(asked.query, known.set(key, complexity));
  return complexity;
}

/**
 * Of what is wrong within a list or an object graphql-js quotes the whole of it, each time: thousands of faults would take
 * seconds or minutes. Here one is enough; plain values are left to the execution, which looks at them anyway.
 */
function refuseNested({ schema, variables }: Asked, operation: OperationDefinitionNode | undefined): void {
  if (!Object.values(variables).some((value) => typeof value === 'object' && value !== null)) return;
  const definitions = operation?.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  if (errors?.[0]) throw badRequest(errors[0].message);
}

function measure(asked: Asked): number {
  try {
    return getComplexity(asked);
  } catch (error) {
    throw error instanceof GraphQLError ? badRequest(error.message) : error; // a variable that is not what it should be
  }
}

/** Refuses an operation that would cost too much, before it runs. */
export const costLimit: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      async didResolveOperation({ schema, document, request, operation, operationName }) {
        const asked = { schema, query: document, variables: request.variables ?? {}, estimators: [cost] };
        const complexity = complexityOf({ ...asked, ...(operationName && { operationName }) }, operation);
        if (complexity > MAX_COST)
          throw badRequest(
            `The operation costs up to ${complexity}, counted in fields; at most ${MAX_COST} are answered.`,
          );
      },
    }),
};
