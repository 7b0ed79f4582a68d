import type { GraphQLFieldResolver } from 'graphql';
import { foldKeyHistory } from '../../../projections/key-history/fold.js';
import type { Plan } from '../../app/commands/plan.js';
import { idempotencyKeyOf } from '../../domain/values/idempotency-key.js';
import { shownEvent } from '../../operations/account/told-account-event.js';
import { extended } from '../../operations/extended.js';
import type { Context } from './context.js';

type Resolve = GraphQLFieldResolver<unknown, Context>;
type Given = { input: { dryRun?: boolean | null; idempotencyKey?: string | null } };

/**
 * Runs a mutation, or with `dryRun` answers which events it would append. A dry run asks the same of an idempotency key and then
 * forgets it. `dryRun` goes no further: the recorded arguments of a command are those of releases that did not know it.
 */
export const unlessDryRun =
  (resolve: Resolve): Resolve =>
  async (source, { input: { dryRun, ...input } }: Given, context, info) => {
    if (dryRun !== true) return resolve(source, { input }, context, info);
    const { idempotencyKey, ...given } = input;
    if (idempotencyKey != null) idempotencyKeyOf(idempotencyKey);
    const plan = await context.plan(async (tools) => resolve(source, { input: given }, extended(context, tools), info));
    return { userErrors: [], plannedEvents: plannedEventsOf(plan) };
  };

/** As the history shows events, without what would be made. */
const plannedEventsOf = ({ events, isPlaceholder }: Plan) =>
  events
    .map((event) => ('keyId' in event ? foldKeyHistory(undefined, event) : shownEvent(event, false)))
    .map(({ type, details }) => ({
      type,
      details: details.map(({ name, value }) => ({
        name,
        value: value !== null && isPlaceholder(value) ? null : value,
      })),
    }));
