import type { Credential, CredentialStatus } from './credential.js';
import type { Environment } from '../values/environment.js';
import type { ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';

/** The status of a credential at a time. */
export type StatusAt = CredentialStatus | 'EXPIRED' | 'NOT_YET_VALID' | 'RETIRING';
type Dated = Omit<Credential, 'environment'>;

/** What somebody has done comes before what the clock has. All times are ISO 8601 UTC with milliseconds, and so compare as text. */
export function statusAt({ status, notBefore, expiresAt, retirement }: Dated, now: string): StatusAt {
  if (status !== 'ACTIVE') return status;
  if (hasExpired(expiresAt, now)) return 'EXPIRED';
  if (notBefore !== null && now < notBefore) return 'NOT_YET_VALID';
  return retirement ? 'RETIRING' : 'ACTIVE';
}

/** Is the credential usable at `now`, but for brownouts? One that is being retired still is. */
export const isUsable = ({ status, notBefore, expiresAt }: Dated, now: string) =>
  status === 'ACTIVE' && !hasExpired(expiresAt, now) && (notBefore === null || notBefore <= now);

/** Is it in a brownout at `now`? */
export const isBrownedOut = ({ brownouts }: Pick<Credential, 'brownouts'>, now: string) =>
  brownouts?.some(({ from, to }) => from <= now && now < to) ?? false;

/** Is it being retired, and has not ended yet? */
export const isRetiring = (credential: Dated, now: string) => !!credential.retirement && !isOver(credential, now);

/** May the credential ever be usable again? */
export const isOver = ({ status, expiresAt }: Dated, now: string) => status === 'REVOKED' || hasExpired(expiresAt, now);

const hasExpired = (expiresAt: string | null, now: string) => expiresAt !== null && expiresAt <= now;

/** Credentials that count against a cap: those of the environment that are neither over for good nor being retired. */
export const counted = <C extends Credential>(credentials: readonly C[], environment: Environment, now: string) =>
  credentials.filter(
    (credential) => credential.environment === environment && !isOver(credential, now) && !credential.retirement,
  );

/**
 * Refuses to remove at `at` what is then the last usable credential of an environment, because that locks the application out.
 * `allowLastUsable` permits it: a leaked secret must be removable.
 */
export function mayRemove(key: ExistingKey, removed: Credential, at: string, allowLastUsable: boolean): void {
  if (allowLastUsable || !isUsable(removed, at)) return;
  const remains = othersOf(key, removed).some((other) => isUsable(other, at) && !isBrownedOut(other, at));
  if (!remains) throw new Refusal('LAST_USABLE_CREDENTIAL', ['allowLastUsable']);
}

/** The other credentials of its environment. */
export const othersOf = (key: ExistingKey, credential: Credential): Credential[] =>
  [...key.secrets, ...key.keypairs].filter(
    (other) => other !== credential && other.environment === credential.environment,
  );

/** Refuses an expiry in the past, or at or before the start of validity: a typing error. */
export function validityIsAhead(notBefore: string | null, expiresAt: string | null, now: string): void {
  if (expiresAt === null) return;
  if (expiresAt <= now) throw new Refusal('EXPIRY_IN_THE_PAST', ['expiresAt']);
  if (notBefore !== null && expiresAt <= notBefore) throw new Refusal('EXPIRY_BEFORE_START', ['expiresAt']);
}
