import { decodeAccountEvent, UnknownEvent } from '../../src/app/log/decode.js';
import type { StoredEvent } from '../../src/app/log/event-store.js';
import { accountOfStream } from '../../src/app/log/streams.js';
import { evolveWebhooks, type RecordedWebhookEvent } from '../../src/domain/webhooks/evolve-webhooks.js';
import { webhookSchemaVersions } from '../../src/domain/webhooks/schema-versions.js';
import type { WebhooksRow } from './row.js';

/** The account that an event of an account is of. */
export const accountIn = ({ stream }: StoredEvent): string => accountOfStream(stream);

/**
 * Other events of an account change nothing. Nor does what a later release has written in a version of its own: that must not stop
 * the views of keys, and the later release folds the log again, because its view has a higher version.
 */
export function foldWebhooks(row: WebhooksRow | undefined, event: StoredEvent): WebhooksRow {
  const before = row ?? { account: accountIn(event), webhooks: [] };
  const known = knownIn(event);
  return known ? { ...before, webhooks: evolveWebhooks(before.webhooks, known) } : before;
}

function knownIn(event: StoredEvent): RecordedWebhookEvent | undefined {
  if (!Object.hasOwn(webhookSchemaVersions, event.type)) return undefined;
  try {
    return decodeAccountEvent(event) as RecordedWebhookEvent;
  } catch (error) {
    if (error instanceof UnknownEvent) return undefined;
    throw error;
  }
}
