import { Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import { positionInLog } from '../../app/webhooks/position-in-log.js';
import { resumeWebhook } from '../../domain/webhooks/resume-webhook.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, Id, IdempotencyKey, Input, Reason } from '../vocabulary/decorators.js';
import { changeWebhook } from '../vocabulary/run-webhook-command.js';
import { PositionScalar } from '../vocabulary/scalars.js';
import { webhookPayloadOf } from '../vocabulary/webhook-payload.js';

@InputType({ description: 'The webhook to resume, and from where.' })
export class ResumeWebhookInput {
  @Id('The webhook, as `webhooks` shows it.') webhookId!: string;
  @Field(() => PositionScalar, {
    nullable: true,
    description: 'Send what is after this position, perhaps again. Without one it goes on where it was.',
  })
  from?: string | null;
  @ExpectedRevision('the account') expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = webhookPayloadOf('resumeWebhook');

@Resolver()
export class ResumeWebhook {
  @Mutation(() => Payload, {
    description: 'Sends events to a webhook again. With `from` one that is active is set back, or forward.',
  })
  async resumeWebhook(@Input(() => ResumeWebhookInput) input: ResumeWebhookInput, @Ctx() context: Context) {
    const { webhookId } = input;
    const from = input.from == null ? null : positionInLog(await context.head(), input.from);
    return changeWebhook(context, input, (account) => resumeWebhook(account, { webhookId, from }));
  }
}
