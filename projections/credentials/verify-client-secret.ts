import type { SecretVerifier } from '../../src/app/credentials/ports.js';
import { statusAt } from '../../src/domain/credentials/usable.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { Credentials, SecretCredential } from './fold.js';

export type VerificationFailure =
  'EXPIRED' | 'NOT_YET_VALID' | 'DISABLED' | 'REVOKED' | 'WRONG_ENVIRONMENT' | 'UNKNOWN';

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
  const reason = failure(client, found, presented);
  return { active: reason === null, reason, secretId: found.secretId };
}

function failure(
  { status }: Credentials,
  secret: SecretCredential,
  { environment, now }: Presented,
): VerificationFailure | null {
  if (status === 'DELETED' || secret.status === 'REVOKED') return 'REVOKED';
  if (secret.environment !== environment) return 'WRONG_ENVIRONMENT';
  if (status === 'DISABLED') return 'DISABLED';
  const found = statusAt(secret, now);
  return found === 'ACTIVE' ? null : found;
}
