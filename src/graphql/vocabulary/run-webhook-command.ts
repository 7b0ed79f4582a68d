import type { CircumstancesOfCommand } from '../../app/commands/command.js';
import { evolve, newAccount, type Account } from '../../domain/account/account.js';
import type { WebhookEvent } from '../../domain/webhooks/facts.js';
import type { Context } from '../server/context.js';
import { shownWebhook } from './webhook.js';

type Input = CircumstancesOfCommand & { webhookId: string };
type Decide = (account: Account) => WebhookEvent[];

/** Runs a command on a webhook of the caller's account, and answers with it as the command left it. */
export async function changeWebhook(context: Context, input: Input, decide: Decide) {
  const { webhook, at, position } = await run(context, input, decide);
  return { webhook: webhook ? shownWebhook(webhook, at) : null, position, userErrors: [] };
}

/** Likewise a command that gives the webhook a secret, with the secret. */
export async function changeWebhookSecret(context: Context, input: Input, decide: Decide) {
  const { webhook, at, position } = await run(context, input, decide);
  if (!webhook) throw new Error('The webhook is not where the command has just put it.');
  const secret = context.webhookSecrets.of({ webhookId: webhook.webhookId, ...webhook.secret });
  return { webhook: shownWebhook(webhook, at), secret, position, userErrors: [] };
}

async function run({ handle, caller }: Context, input: Input, decide: Decide) {
  const { history, position, at } = await handle.changeAccount(caller, input, decide);
  const { webhooks } = history.reduce(evolve, newAccount);
  return { webhook: webhooks.find(({ webhookId }) => webhookId === input.webhookId), position, at };
}
