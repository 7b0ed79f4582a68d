import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { suspendProduction } from '../../domain/go-live/suspend-production.js';
import type { Context } from '../server/context.js';
import {
  DryRun,
  ExpectedRevision,
  IdempotencyKey,
  Input,
  IntegratorKeyId,
  OptionalText,
} from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';
import { change } from '../vocabulary/run-command.js';

@InputType({ description: 'A live key to stop in production.' })
export class SuspendProductionInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @OptionalText('Why, for the owner and the audit trail: it must be given. Up to 500 characters.') reason?:
    string | null;
  @ExpectedRevision() expectedRevision?: number | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('suspendProduction');

@Resolver()
export class SuspendProduction {
  @Mutation(() => Payload, {
    description:
      'Stops the key in production at once, and leaves demo as it is. What is added to production meanwhile does not count until it is resumed.',
  })
  suspendProduction(@Input(() => SuspendProductionInput) input: SuspendProductionInput, @Ctx() context: Context) {
    return change(context, input, (key) => suspendProduction(key, { reason: input.reason ?? null }));
  }
}
