import type { Mint } from './ports.js';
import type { KeysOf } from '../commands/idempotency/keys.js';
import type { WebhookSecrets } from '../webhooks/ports.js';
import { ViewsBehind } from '../views/read-your-writes.js';

/** The services that use the peppers. */
interface Peppered {
  mint: Mint;
  keysOf: KeysOf;
  webhookSecrets: WebhookSecrets;
}

/**
 * `mint`, `keysOf` and new secrets of webhooks, which throw `ViewsBehind` until `release()`: before the views have caught up nobody knows which
 * peppers the log needs. A peppers file cannot hold two peppers under one version, and a record of an idempotent command is
 * found only under the pepper that it was made under.
 */
export function withheldUntilReady({ mint, keysOf, webhookSecrets }: Peppered): Peppered & { release(): void } {
  let isReady = false;
  const requireReady = () => {
    if (!isReady) throw new ViewsBehind();
  };
  return {
    mint: {
      ...mint,
      secret(environment) {
        requireReady();
        return mint.secret(environment);
      },
    },
    keysOf(...scopeAndKey) {
      requireReady();
      return keysOf(...scopeAndKey);
    },
    webhookSecrets: {
      get current() {
        requireReady();
        return webhookSecrets.current;
      },
      of: (name) => webhookSecrets.of(name),
    },
    release: () => void (isReady = true),
  };
}
