import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { markMobileApp } from '../../domain/details/mark-mobile-app.js';
import { change } from '../vocabulary/run-command.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, IdempotencyKey, Input, IntegratorKeyId, Reason } from '../vocabulary/decorators.js';
import { payloadOf } from '../vocabulary/payload.js';

@InputType({ description: 'A key to mark as a mobile app.' })
export class MarkMobileAppInput {
  @IntegratorKeyId() integratorKeyId!: string;
  @ExpectedRevision() expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = payloadOf('markMobileApp');

@Resolver()
export class MarkMobileApp {
  @Mutation(() => Payload, {
    description: 'Marks a key as a mobile or client-side app: a public client, which gets no secret.',
  })
  markMobileApp(@Input(() => MarkMobileAppInput) input: MarkMobileAppInput, @Ctx() context: Context) {
    const now = context.now().toISOString();
    return change(context, input, (key) => markMobileApp(key, { now }));
  }
}
