import type { KeyEvent } from '../key/facts.js';
import type { SecretAdded } from './facts.js';
import { livesIn } from '../key/reach.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import { MAX_SECRETS } from './refusals.js';
import { labelOf } from '../values/text.js';
import { counted, validityIsAhead } from '../credentials/usable.js';

export interface AddSecret extends SecretAdded {
  /** ISO 8601 UTC. */
  now: string;
}

export function addSecret(key: ExistingKey, { now, ...secret }: AddSecret): KeyEvent[] {
  livesIn(key, secret.environment);
  if (key.mobileApp) throw new Refusal('PUBLIC_CLIENT_HAS_NO_SECRET', ['integratorKeyId']); // RFC 6749 2.1
  const label = labelOf(secret.label);
  validityIsAhead(secret.notBefore, secret.expiresAt, now);
  if (counted(key.secrets, secret.environment, now).length >= MAX_SECRETS)
    throw new Refusal('SECRET_LIMIT_REACHED', ['environment']);
  // field by field: other properties of the input must not get into the log
  const { secretId, environment, digest, digestScheme, pepperVersion, pepperId, lastFour, notBefore, expiresAt } =
    secret;
  const digested = { digest, digestScheme, pepperVersion, pepperId, lastFour };
  return [{ type: 'SecretAdded', data: { secretId, environment, label, ...digested, notBefore, expiresAt } }];
}
