import type { Credential, CredentialStatus } from './credential.js';
import type { Environment } from '../values/environment.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';

/** The status of a credential at a time. */
export type StatusAt = CredentialStatus | 'EXPIRED' | 'NOT_YET_VALID';
type Dated = Omit<Credential, 'environment'>;

/** What somebody has done comes before what the clock has. All times are ISO 8601 UTC with milliseconds, and so compare as text. */
export function statusAt({ status, notBefore, expiresAt }: Dated, now: string): StatusAt {
  if (status !== 'ACTIVE') return status;
  if (hasExpired(expiresAt, now)) return 'EXPIRED';
  return notBefore !== null && now < notBefore ? 'NOT_YET_VALID' : 'ACTIVE';
}

/** Is the credential usable at `now`? */
export const isUsable = (credential: Dated, now: string) => statusAt(credential, now) === 'ACTIVE';

/** May the credential ever be usable again? */
export const isOver = ({ status, expiresAt }: Dated, now: string) => status === 'REVOKED' || hasExpired(expiresAt, now);

const hasExpired = (expiresAt: string | null, now: string) => expiresAt !== null && expiresAt <= now;

/** Credentials that count against a cap: those of the environment that are not over for good. */
export const counted = <C extends Credential>(credentials: readonly C[], environment: Environment, now: string) =>
  credentials.filter((credential) => credential.environment === environment && !isOver(credential, now));

/**
 * Refuses to remove the last usable credential of an environment, because that locks the application out.
 * `allowLastUsable` permits it: a leaked secret must be removable.
 */
export function mayRemove(key: ExistingKey, removed: Credential, now: string, allowLastUsable: boolean): void {
  if (allowLastUsable || !isUsable(removed, now)) return;
  const others = [...key.secrets, ...key.keypairs].filter(
    (other) => other !== removed && other.environment === removed.environment && isUsable(other, now),
  );
  if (others.length === 0) throw new Refusal('LAST_USABLE_CREDENTIAL', ['allowLastUsable']);
}

/** Refuses an expiry in the past, or at or before the start of validity: a typing error. */
export function validityIsAhead(notBefore: string | null, expiresAt: string | null, now: string): void {
  if (expiresAt === null) return;
  if (expiresAt <= now) throw new Refusal('EXPIRY_IN_THE_PAST', ['expiresAt']);
  if (notBefore !== null && expiresAt <= notBefore) throw new Refusal('EXPIRY_BEFORE_START', ['expiresAt']);
}
