import { Ctx, Query, Resolver } from 'type-graphql';
import { accountOf } from '../../app/access/authorize.js';
import { evolve, newAccount } from '../../domain/account/account.js';
import type { Context } from '../server/context.js';
import { shownWebhook, Webhook } from '../vocabulary/webhook.js';

@Resolver()
export class WebhooksQuery {
  @Query(() => [Webhook], {
    description: 'The webhooks of your account, oldest first, from the log itself: always as of now. At most 10.',
  })
  async webhooks(@Ctx() { accountHistory, caller, now }: Context): Promise<Webhook[]> {
    const history = await accountHistory(accountOf(caller.actor));
    const at = now().toISOString();
    return history.reduce(evolve, newAccount).webhooks.map((webhook) => shownWebhook(webhook, at));
  }
}
