import { defaultFieldResolver, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { graphqlPermissions, type Verb } from '../../app/access/permissions.js';
import { enter } from '../../app/access/enter.js';
import { refusalsIn, type Refusal } from '../../domain/refusal/refusal.js';
import { BadArgument } from '../../app/errors/bad-argument.js';
import { extended } from '../../operations/extended.js';
import type { Context, RequestContext } from './context.js';
import { unlessDryRun } from './dry-run.js';
import { idempotently } from './idempotently.js';

type Resolve = GraphQLFieldResolver<unknown, Context>;
type Enter = (resolve: Resolve) => GraphQLFieldResolver<unknown, RequestContext>;

/** Queries whose arguments must not be in a URL: proxies log URLs. */
const notOverGet = new Set<Verb>(['checkRedirectUri', 'verifyClientSecret', 'findCredential']);

/**
 * Wraps every root field: checks the caller's permission before the resolver runs, and turns the refusals of a mutation
 * into its `userErrors`. Throws at start unless root fields and the table of permissions name the same verbs.
 */
export function guard(schema: GraphQLSchema): GraphQLSchema {
  const missing = new Set<string>(Object.keys(graphqlPermissions));
  for (const root of [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      if (!isVerb(field.name)) throw new Error(`${field.name} has no line in the table of permissions`);
      const isMutation = root === schema.getMutationType();
      const enter = entering(field.name, isMutation);
      if (field.subscribe) field.subscribe = enter(field.subscribe);
      else if (isMutation)
        field.resolve = enter(unlessDryRun(idempotently(field.name, field.resolve ?? defaultFieldResolver)));
      else field.resolve = enter(field.resolve ?? defaultFieldResolver);
      missing.delete(field.name);
    }
  }
  if (missing.size > 0) throw new Error(`${[...missing].join(', ')}: permitted, and not in the schema`);
  return schema;
}

const isVerb = (name: string): name is Verb => Object.hasOwn(graphqlPermissions, name);

const entering =
  (verb: Verb, isMutation: boolean): Enter =>
  (resolve) =>
  async (source, args, request, info) => {
    const { session, measure, log, overGet } = request;
    try {
      return await enter({ verb, session, refusable: isMutation, measure, log }, (caller) => {
        if (overGet && notOverGet.has(verb)) throw new BadArgument('This query is not answered over GET; use POST.');
        return resolve(source, args, extended(request, { caller }), info);
      });
    } catch (error) {
      const refused = isMutation ? refusalsIn(error) : undefined;
      if (!refused) throw error;
      return { userErrors: refused.map(userErrorOf) };
    }
  };

const userErrorOf = ({ code, message, field, currentRevision, criterion }: Refusal) => ({
  code,
  message,
  field: field.length ? field : null,
  currentRevision: currentRevision ?? null,
  criterion: criterion ?? null,
});
