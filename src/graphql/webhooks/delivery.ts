import { Ctx, Field, FieldResolver, ID, Int, ObjectType, Resolver, Root } from 'type-graphql';
import { ACCOUNT, type DeliveryState } from '../../app/webhooks/delivery-state.js';
import { StoreUnavailable } from '../../app/log/event-store.js';
import { stateNameOf } from '../../operations/webhooks/deliver.js';
import type { Context } from '../server/context.js';
import { DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';
import { Webhook } from '../vocabulary/webhook.js';

@ObjectType({ description: 'An event that waits for another try, and holds back the later ones of its key.' })
export class HeldDelivery {
  @Field(() => ID, { description: 'The event: what `webhook-id` says.' }) eventId!: string;
  @Field(() => ID, { nullable: true, description: 'Its key; null: it is of the account itself.' })
  integratorKeyId!: string | null;
  @Field(() => Int, { description: 'How often it was tried.' }) attempts!: number;
  @Field(() => DateTimeScalar, { description: 'When it failed first.' }) since!: string;
  @Field(() => DateTimeScalar, { description: 'When it is tried again.' }) nextAttemptAt!: string;
  @Field(() => String, {
    description:
      'The status that was answered, or why there was no answer; `PAUSED` or `WORKER_ENDED` of one that was not tried.',
  })
  lastFailure!: string;
}

@ObjectType({ description: 'How far the deliveries of a webhook have come.' })
export class WebhookDelivery {
  @Field(() => PositionScalar, { description: 'Everything up to there was delivered, or is held, or was not wanted.' })
  position!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When an event was last taken; null: none yet.' })
  lastDeliveredAt!: string | null;
  @Field(() => [HeldDelivery], { description: 'What waits for another try.' }) held!: HeldDelivery[];
}

@Resolver(() => Webhook)
export class WebhookDeliveries {
  @FieldResolver(() => WebhookDelivery, {
    nullable: true,
    description: 'How far the deliveries have come; null before the first, and when it cannot be read now.',
  })
  async delivery(@Root() { id }: Webhook, @Ctx() { workerState }: Context): Promise<WebhookDelivery | null> {
    const read = await workerState.read(stateNameOf(id)).catch((error: unknown) => {
      if (error instanceof StoreUnavailable) return undefined;
      throw error;
    });
    if (!read) return null;
    const { position, lastDeliveredAt, held } = read.value as DeliveryState;
    const waiting = Object.entries(held).map(([stream, { eventId, attempts, since, nextAt, why }]) => ({
      ...{ eventId, attempts, since, nextAttemptAt: nextAt, lastFailure: why },
      integratorKeyId: stream === ACCOUNT ? null : stream,
    }));
    return { position, lastDeliveredAt, held: waiting };
  }
}
