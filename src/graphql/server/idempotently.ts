import type { GraphQLFieldResolver } from 'graphql';
import type { Verb } from '../../app/access/permissions.js';
import { extended } from '../../operations/extended.js';
import type { Context } from './context.js';

type Resolve = GraphQLFieldResolver<unknown, Context>;
type Given = { input: { idempotencyKey?: string | null } };

/** Runs a mutation once per idempotency key. Without a key it runs each time. */
export const idempotently =
  (mutation: Verb, resolve: Resolve): Resolve =>
  (source, { input: { idempotencyKey, ...given } }: Given, context, info) => {
    const input = { input: given };
    if (idempotencyKey == null) return resolve(source, input, context, info);
    const { actor } = context.caller;
    return context.idempotently({ actor, mutation, idempotencyKey, given }, async (tools) =>
      resolve(source, input, extended(context, tools), info),
    );
  };
