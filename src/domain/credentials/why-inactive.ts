import type { Environment } from '../values/environment.js';
import type { Credential } from './credential.js';
import { isSuspended, type Standing } from './is-in.js';
import { isBrownedOut, statusAt } from './usable.js';

/** Why a credential that was proved does not count. */
export const inactivities = [
  'EXPIRED',
  'NOT_YET_VALID',
  'DISABLED',
  'REVOKED',
  'WRONG_ENVIRONMENT',
  'SUSPENDED',
  'BROWNOUT',
] as const;
export type Inactivity = (typeof inactivities)[number];

/** What is final comes first: it is the reason whatever else is done. Null for one that counts in this environment at `now`. */
export function whyInactive(
  key: Pick<Standing, 'status' | 'suspended'>,
  credential: Credential,
  environment: Environment,
  now: string,
): Inactivity | null {
  if (key.status === 'DELETED' || credential.status === 'REVOKED') return 'REVOKED';
  if (credential.environment !== environment) return 'WRONG_ENVIRONMENT';
  if (key.status === 'DISABLED') return 'DISABLED';
  if (isSuspended(key, environment)) return 'SUSPENDED';
  const found = statusAt(credential, now);
  if (found !== 'ACTIVE' && found !== 'RETIRING') return found;
  return isBrownedOut(credential, now) ? 'BROWNOUT' : null;
}
