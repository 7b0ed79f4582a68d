import { createHmac } from 'node:crypto';
import { PepperMissing } from '../../../app/credentials/require-peppers.js';
import type { WebhookSecrets } from '../../../app/webhooks/ports.js';
import type { Peppers } from '../peppers/peppers.js';

/** How Standard Webhooks write a secret for HMAC. */
const PREFIX = 'whsec_';
/** What secrets are derived from, with the webhook and the number; no secret of a client has this text. */
const NAMED = 'keyledger webhook';

/**
 * Signing secrets of 32 bytes: HMAC-SHA-256(pepper, 'keyledger webhook <webhookId> <number>'), in base64 after `whsec_`. Receivers
 * hold them, so it can never be made in another way.
 */
export function webhookSecrets({ peppers: { current, byVersion } }: { peppers: Peppers }): WebhookSecrets {
  const currentPepper = byVersion.get(current);
  if (!currentPepper) throw new RangeError('There is no pepper for the current version.');
  return {
    current: { pepperVersion: current, pepperId: currentPepper.id },
    of({ webhookId, number, pepperVersion, pepperId }) {
      const pepper = byVersion.get(pepperVersion);
      if (pepper?.id !== pepperId)
        throw new PepperMissing(
          `The peppers file lacks the pepper of version ${pepperVersion} that the secret of a webhook is derived from, or has another one in its place.`,
        );
      return PREFIX + createHmac('sha256', pepper.key).update(`${NAMED} ${webhookId} ${number}`).digest('base64');
    },
  };
}
