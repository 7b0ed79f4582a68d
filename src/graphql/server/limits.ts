import type { ApolloServerPlugin } from '@apollo/server';
import { getVariableValues, GraphQLError, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { getComplexity, type ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs';
import type { RequestContext } from './context.js';
import { DEFAULT_SIZE } from '../vocabulary/paging.js';

/** The most that one operation may cost in the worst case, in plain fields. */
const MAX_COST = 20_000;
/** Cost of each of these lists, in plain fields: it may read many rows, and the fields of a query run without a pause. */
const COST_OF_A_LIST = 2_000;
const costly: ReadonlySet<string> = new Set(['integratorKeys', 'validDuring', 'findCredential']);

/** A field costs one; a page of a list costs as much as all of its entries. */
function cost({ field, args, childComplexity }: ComplexityEstimatorArgs): number {
  const isPage = field.args.some(({ name }) => name === 'first');
  const size = isPage ? Number(args['first'] ?? args['last'] ?? DEFAULT_SIZE) : 1;
  return (costly.has(field.name) ? COST_OF_A_LIST : 1) + childComplexity * Math.max(1, size);
}

/** To throw outside of resolvers: Apollo answers other errors with 500, and logs an invalid variable with its value. */
export const badRequest = (message: string) =>
  new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } } });

/** The operation to measure. */
type CostRequest = Parameters<typeof getComplexity>[0] & { variables: Record<string, unknown> };

/** Cached costs: document (the object in Apollo's document cache) -> cache key of operation and variables -> cost. */
const costs = new WeakMap<DocumentNode, Map<string, number>>();
/** Cache entries for one document: callers choose the numbers in the variables, so there is no end of cache keys. */
const MAX_REMEMBERED = 100;

/**
 * Cache key: only numbers (page sizes), booleans (@include, @skip) and null change the cost. Null differs from absent: no
 * default applies.
 */
function sizing(variables: Record<string, unknown>): string {
  let text = '';
  for (const [name, value] of Object.entries(variables))
    if (typeof value === 'number' || typeof value === 'boolean' || value === null) text += ` ${name}=${value}`;
  return text;
}

/** The cost of an operation, from the cache if it is there. */
function complexityOf(request: CostRequest, operation: OperationDefinitionNode | undefined): number {
  refuseNested(request, operation);
  const known = costs.get(request.query) ?? new Map<string, number>();
  const key = `${operation?.name?.value}${sizing(request.variables)}`;
  const complexity = known.get(key) ?? measure(request);
  if (known.size >= MAX_REMEMBERED) known.clear();
  costs.set(request.query, known.set(key, complexity));
  return complexity;
}

/**
 * Refuses invalid variables that are lists or objects. For each fault in one, graphql-js quotes the whole value, so that
 * thousands of faults take seconds or minutes; this check stops at the first. Execution checks plain values.
 */
function refuseNested({ schema, variables }: CostRequest, operation: OperationDefinitionNode | undefined): void {
  if (!Object.values(variables).some((value) => typeof value === 'object' && value !== null)) return;
  const definitions = operation?.variableDefinitions ?? [];
  const { errors } = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
  if (errors?.[0]) throw badRequest(errors[0].message);
}

function measure(request: CostRequest): number {
  try {
    return getComplexity(request);
  } catch (error) {
    throw error instanceof GraphQLError ? badRequest(error.message) : error; // an invalid variable
  }
}

/** Refuses an operation that costs more than `MAX_COST`, before it runs. */
export const costLimit: ApolloServerPlugin<RequestContext> = {
  requestDidStart: () =>
    Promise.resolve({
      async didResolveOperation({ schema, document, request, operation, operationName }) {
        const measured = { schema, query: document, variables: request.variables ?? {}, estimators: [cost] };
        const complexity = complexityOf({ ...measured, ...(operationName && { operationName }) }, operation);
        if (complexity > MAX_COST)
          throw badRequest(
            `The operation costs up to ${complexity}, counted in fields; at most ${MAX_COST} are answered.`,
          );
      },
    }),
};
