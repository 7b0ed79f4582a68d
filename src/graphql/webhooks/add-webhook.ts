import { ArrayMaxSize } from 'class-validator';
import { Ctx, Field, InputType, Mutation, Resolver } from 'type-graphql';
import type { EventType as Type } from '../../domain/audit/told.js';
import { addWebhook } from '../../domain/webhooks/add-webhook.js';
import type { Context } from '../server/context.js';
import { DryRun, ExpectedRevision, IdempotencyKey, Input, Reason, refuses, Text } from '../vocabulary/decorators.js';
import { EventType } from '../vocabulary/enums.js';
import { changeWebhookSecret } from '../vocabulary/run-webhook-command.js';
import { webhookSecretPayloadOf } from '../vocabulary/webhook-payload.js';

/** More than there are types of events. */
const MAX_TYPES = 100;

@InputType({ description: 'A place to send the events of your account to.' })
export class AddWebhookInput {
  @Text('Where to: an https URL of at most 2,000 characters, without a user name and a password.') url!: string;
  @ArrayMaxSize(MAX_TYPES, refuses('LIST_TOO_LONG'))
  @Field(() => [EventType], { defaultValue: [], description: 'Types of the events to send; none for every one.' })
  types!: Type[];
  @ExpectedRevision('the account') expectedRevision?: number | null;
  @Reason() reason?: string | null;
  @IdempotencyKey() idempotencyKey?: string | null;
  @DryRun() dryRun?: boolean | null;
}

const Payload = webhookSecretPayloadOf('addWebhook');

@Resolver()
export class AddWebhook {
  @Mutation(() => Payload, {
    description:
      'Sends the events of your account to a URL from then on, masked and signed. The answer alone shows the secret. At most 10 for an account.',
  })
  addWebhook(@Input(() => AddWebhookInput) { url, types, ...input }: AddWebhookInput, @Ctx() context: Context) {
    const { mint, webhookSecrets, webhookRules } = context;
    const webhookId = mint.id();
    return changeWebhookSecret(context, { ...input, webhookId }, (account) =>
      addWebhook(account, { webhookId, url, types, pepper: webhookSecrets.current, ...webhookRules }),
    );
  }
}
