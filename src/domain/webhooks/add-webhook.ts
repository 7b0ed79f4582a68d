import type { Account } from '../account/account.js';
import { accountSchemaVersions } from '../account/schema-versions.js';
import { schemaVersions } from '../key/schema-versions.js';
import { Refusal, together } from '../refusal/refusal.js';
import { noSecretMaterial } from '../values/secret-material.js';
import type { SigningSecret, WebhookEvent } from './facts.js';
import { MAX_URL_LENGTH, MAX_WEBHOOKS } from './refusals.js';
import { urlFault } from './url-fault.js';

export interface AddWebhook {
  webhookId: string;
  url: string;
  /** Of the events to send; none: every one. */
  types: readonly string[];
  /** What its secret is derived from. */
  pepper: Omit<SigningSecret, 'number'>;
  /** Are URLs of http taken too? In development only. */
  httpToo: boolean;
}

/** Adds a place to send the events of the account to, from now on. Whether its host is public is seen when something is sent. */
export function addWebhook(state: Account, { webhookId, url, types, pepper, httpToo }: AddWebhook): WebhookEvent[] {
  together(
    () => hasRoom(state),
    () => noSecretMaterial(url, ['url']),
    () => requireUrl(url, httpToo),
    () => requireTypes(types),
  );
  return [{ type: 'WebhookAdded', data: { webhookId, url, types: [...new Set(types)], number: 1, ...pepper } }];
}

function hasRoom({ webhooks }: Account): void {
  if (webhooks.length >= MAX_WEBHOOKS) throw new Refusal('WEBHOOK_LIMIT_REACHED');
}

function requireTypes(types: readonly string[]): void {
  const isInLog = (type: string) => Object.hasOwn(schemaVersions, type) || Object.hasOwn(accountSchemaVersions, type);
  if (!types.every(isInLog)) throw new Refusal('WEBHOOK_TYPES_INVALID', ['types']);
}

function requireUrl(url: string, httpToo: boolean): void {
  if (url.length > MAX_URL_LENGTH || urlFault(url, { httpToo })) throw new Refusal('WEBHOOK_URL_INVALID', ['url']);
}
