import type { Credential } from './credential.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';

/** Can it be used at this moment (ISO 8601 UTC, as every time in here, so that they compare as text)? */
export const isUsable = ({ status, notBefore, expiresAt }: Omit<Credential, 'environment'>, now: string) =>
  status === 'ACTIVE' && (notBefore === null || notBefore <= now) && (expiresAt === null || now < expiresAt);

/** Taking away the last usable credential locks the application out, so it has to be meant. A leak stays killable. */
export function mayRemove(key: ExistingKey, removed: Credential, now: string, allowLastUsable: boolean): void {
  if (allowLastUsable || !isUsable(removed, now)) return;
  const others = [...key.secrets, ...key.keypairs].filter(
    (other) => other !== removed && other.environment === removed.environment && isUsable(other, now),
  );
  if (others.length === 0) throw new Refusal('LAST_USABLE_CREDENTIAL', ['allowLastUsable']);
}

/** A validity that has ended before it began is a typing error. */
export function validityIsAhead(notBefore: string | null, expiresAt: string | null, now: string): void {
  if (expiresAt === null) return;
  if (expiresAt <= now) throw new Refusal('EXPIRY_IN_THE_PAST', ['expiresAt']);
  if (notBefore !== null && expiresAt <= notBefore) throw new Refusal('EXPIRY_BEFORE_START', ['expiresAt']);
}
