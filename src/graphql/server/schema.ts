import 'reflect-metadata';
import { lexicographicSortSchema, printSchema, type GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import { guard } from './guard.js';
import { resolvers } from './resolvers.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';
import { validateInput } from './validate-input.js';

/** TypeGraphQL requires a `pubSub`. Keyledger's subscriptions read the views and never call it. */
function unused(): never {
  throw new Error('subscriptions follow the views');
}

/** Describes Query, Mutation and Subscription: TypeGraphQL builds them from all resolvers, so no class can carry the text. */
function withRootsDescribed(schema: GraphQLSchema): GraphQLSchema {
  for (const [root, description] of [
    [schema.getQueryType(), 'Queries. None of them changes anything.'],
    [
      schema.getMutationType(),
      'Mutations. Each happens as a whole, or not at all and gives the reasons in `userErrors`.',
    ],
    [schema.getSubscriptionType(), 'Subscriptions, by graphql-ws at the URL of the queries.'],
  ] as const)
    if (root) root.description = description;
  return schema;
}

/** The whole schema, with the permission check on every root field. */
export function makeSchema(): GraphQLSchema {
  return guard(
    withRootsDescribed(
      buildSchemaSync({
        resolvers: [...resolvers],
        scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
        validateFn: validateInput,
        pubSub: { publish: unused, subscribe: unused },
      }),
    ),
  );
}

/** The schema as sorted text, so that only a real change makes a difference. */
export const printedSchema = (): string => `${printSchema(lexicographicSortSchema(makeSchema()))}\n`;
