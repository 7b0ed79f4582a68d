import type { KeyEvent } from '../key/facts.js';
import type { ExistingKey } from '../key/key.js';
import { secretOf } from '../key/reach.js';
import { Refusal } from '../refusal/refusal.js';
import { isAlive } from './may-retire.js';

export interface CancelBrownout {
  secretId: string;
  brownoutId: string;
  /** ISO 8601 UTC. */
  now: string;
}

/** Takes back a brownout that has not ended; one that runs ends now. */
export function cancelBrownout(key: ExistingKey, { secretId, brownoutId, now }: CancelBrownout): KeyEvent[] {
  const secret = secretOf(key, secretId);
  isAlive('SECRET', secret, now);
  const found = secret.brownouts?.find((brownout) => brownout.brownoutId === brownoutId);
  if (!found || found.to <= now) throw new Refusal('BROWNOUT_NOT_FOUND', ['brownoutId']);
  return [{ type: 'BrownoutCancelled', data: { secretId, environment: secret.environment, ...found } }];
}
