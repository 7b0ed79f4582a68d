import { Field, ID, ObjectType } from 'type-graphql';
import type { EventType as Type } from '../../domain/audit/told.js';
import type { PausedWhy } from '../../domain/webhooks/facts.js';
import type { Webhook as KnownWebhook } from '../../domain/webhooks/webhook.js';
import { EventType, WebhookPausedWhy, WebhookStatus } from './enums.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({
  description: 'Where the events of your account are sent. Its secret is never in it.',
  simpleResolvers: true,
})
export class Webhook {
  @Field(() => ID, { description: 'A GUID: give it as `webhookId`.' }) id!: string;
  @Field(() => String, { description: 'Where the events are sent.' }) url!: string;
  @Field(() => [EventType], { description: 'Types of the events that are sent; empty for every one.' })
  types!: readonly Type[];
  @Field(() => WebhookStatus, { description: 'Is it sent events?' }) status!: KnownWebhook['status'];
  @Field(() => WebhookPausedWhy, { nullable: true, description: 'Why it is paused; null while it is not.' })
  pausedWhy!: PausedWhy | null;
  @Field(() => DateTimeScalar, { description: 'When it was added.' }) createdAt!: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'After a rotation, until when the secret before signs too; null when one secret alone does.',
  })
  previousSecretUntil!: string | null;
}

/** The webhook as it is shown at a moment: ISO 8601 UTC with milliseconds. */
export function shownWebhook(webhook: KnownWebhook, at: string): Webhook {
  const { webhookId: id, url, types, status, pausedWhy, addedAt: createdAt, previous } = webhook;
  const previousSecretUntil = previous && at < previous.until ? previous.until : null;
  return { id, url, types: types as readonly Type[], status, pausedWhy, createdAt, previousSecretUntil };
}
