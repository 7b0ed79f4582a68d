import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { removeWebhook } from '../../domain/webhooks/remove-webhook.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, Id, IdempotencyKey, Input, Reason } from '../vocabulary/decorators.js';
import { changeWebhook } from '../vocabulary/run-webhook-command.js';
import { webhookPayloadOf } from '../vocabulary/webhook-payload.js';

@InputType({ description: 'The webhook to remove.' })
export class RemoveWebhookInput {
  @Id('The webhook, as `webhooks` shows it.') webhookId!: string;
  @ExpectedRevision('the account') expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = webhookPayloadOf('removeWebhook');

@Resolver()
export class RemoveWebhook {
  @Mutation(() => Payload, {
    description: 'Takes a webhook away for good: nothing is sent to it any more, and its secret signs nothing.',
  })
  removeWebhook(@Input(() => RemoveWebhookInput) input: RemoveWebhookInput, @Ctx() context: Context) {
    return changeWebhook(context, input, (account) => removeWebhook(account, input));
  }
}
