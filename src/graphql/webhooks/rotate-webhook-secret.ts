import { Ctx, InputType, Mutation, Resolver } from 'type-graphql';
import { rotateWebhookSecret } from '../../domain/webhooks/rotate-webhook-secret.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, Id, IdempotencyKey, Input, Reason } from '../vocabulary/decorators.js';
import { changeWebhookSecret } from '../vocabulary/run-webhook-command.js';
import { webhookSecretPayloadOf } from '../vocabulary/webhook-payload.js';

@InputType({ description: 'The webhook that is to have a new secret.' })
export class RotateWebhookSecretInput {
  @Id('The webhook, as `webhooks` shows it.') webhookId!: string;
  @ExpectedRevision('the account') expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = webhookSecretPayloadOf('rotateWebhookSecret');

@Resolver()
export class RotateWebhookSecret {
  @Mutation(() => Payload, {
    description:
      'Gives a webhook a new secret, which the answer alone shows. For 24 hours the one before signs too; one before that no longer does.',
  })
  rotateWebhookSecret(@Input(() => RotateWebhookSecretInput) input: RotateWebhookSecretInput, @Ctx() context: Context) {
    const { webhookId } = input;
    const now = context.now().toISOString();
    return changeWebhookSecret(context, input, (account) =>
      rotateWebhookSecret(account, { webhookId, pepper: context.webhookSecrets.current, now }),
    );
  }
}
