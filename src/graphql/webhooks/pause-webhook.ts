import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { pauseWebhook } from '../../domain/webhooks/pause-webhook.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, Id, IdempotencyKey, Input, Reason } from '../vocabulary/decorators.js';
import { changeWebhook } from '../vocabulary/run-webhook-command.js';
import { webhookPayloadOf } from '../vocabulary/webhook-payload.js';

@InputType({ description: 'The webhook to pause.' })
export class PauseWebhookInput {
  @Id('The webhook, as `webhooks` shows it.') webhookId!: string;
  @ExpectedRevision('the account') expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = webhookPayloadOf('pauseWebhook');

@Resolver()
export class PauseWebhook {
  @Mutation(() => Payload, {
    description: 'Sends nothing to a webhook until it is resumed. What happens meanwhile is sent then.',
  })
  pauseWebhook(@Input(() => PauseWebhookInput) input: PauseWebhookInput, @Ctx() context: Context) {
    return changeWebhook(context, input, (account) => pauseWebhook(account, input));
  }
}
