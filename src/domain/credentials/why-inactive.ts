import type { ExistingKey } from '../key/key.js';
import type { Environment } from '../values/environment.js';
import type { Credential } from './credential.js';
import { statusAt } from './usable.js';

/** Why a credential that was proved does not count. */
export const inactivities = [
  'EXPIRED',
  'NOT_YET_VALID',
  'DISABLED',
  'REVOKED',
  'WRONG_ENVIRONMENT',
  'SUSPENDED',
] as const;
export type Inactivity = (typeof inactivities)[number];

/** What is final comes first: it is the reason whatever else is done. Null for one that counts in this environment at `now`. */
export function whyInactive(
  key: { status: ExistingKey['status']; suspended: boolean },
  credential: Credential,
  environment: Environment,
  now: string,
): Inactivity | null {
  if (key.status === 'DELETED' || credential.status === 'REVOKED') return 'REVOKED';
  if (credential.environment !== environment) return 'WRONG_ENVIRONMENT';
  if (key.status === 'DISABLED') return 'DISABLED';
  if (key.suspended && environment === 'PRODUCTION') return 'SUSPENDED';
  const found = statusAt(credential, now);
  return found === 'ACTIVE' ? null : found;
}
