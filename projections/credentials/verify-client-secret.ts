import type { SecretVerifier } from '../../src/app/credentials/ports.js';
import { whyInactive, type Inactivity } from '../../src/domain/credentials/why-inactive.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { Credentials } from './row.js';

export type VerificationFailure = Inactivity | 'UNKNOWN';

export interface Verification {
  active: boolean;
  reason: VerificationFailure | null;
  /** The secret that matched, active or not; null if none matched. */
  secretId: string | null;
}

export interface Presented {
  environment: Environment;
  secret: string;
  /** ISO 8601 UTC. */
  now: string;
}

/**
 * Gives a reason only if a digest matches, so that only a holder of the secret learns it. An unknown client takes the same
 * work, so that the time does not reveal it.
 */
export function verifyClientSecret(
  verifier: SecretVerifier,
  client: Credentials | undefined,
  presented: Presented,
): Verification {
  const found = verifier.find(presented.secret, client?.secrets ?? []);
  if (!client || !found) return { active: false, reason: 'UNKNOWN', secretId: null };
  const reason = whyInactive(client, found, presented.environment, presented.now);
  return { active: reason === null, reason, secretId: found.secretId };
}
