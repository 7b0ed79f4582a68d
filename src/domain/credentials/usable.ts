import type { Credential } from './credential.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';

/** Is the credential usable at `now`? All times are ISO 8601 UTC with milliseconds, and so compare as text. */
export const isUsable = ({ status, notBefore, expiresAt }: Omit<Credential, 'environment'>, now: string) =>
  status === 'ACTIVE' && (notBefore === null || notBefore <= now) && (expiresAt === null || now < expiresAt);

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
