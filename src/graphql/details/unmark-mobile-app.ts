import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { unmarkMobileApp } from '../../domain/details/unmark-mobile-app.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, IdempotencyKey, Input, IntegratorKeyId, Reason } from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A key to unmark as a mobile app.' })
export class UnmarkMobileAppInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('unmarkMobileApp');

@Resolver()
export class UnmarkMobileApp {
  @Mutation(() => Payload, { description: 'Removes the mark of a mobile app.' })
  unmarkMobileApp(@Input(() => UnmarkMobileAppInput) input: UnmarkMobileAppInput, @Ctx() context: Context) {
    return change(context, input, (key) => unmarkMobileApp(key));
  }
}
