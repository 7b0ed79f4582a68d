import type { Environment } from '../values/environment.js';

export type CredentialStatus = 'ACTIVE' | 'DISABLED' | 'REVOKED';

export interface Credential {
  environment: Environment;
  status: CredentialStatus;
  notBefore: string | null;
  /** When it stops to count, whoever gave it that end: of a retiring one this is the end of its retirement. */
  expiresAt: string | null;
  /** Absent: nobody has given it an end after it was made. */
  retirement?: Retirement | undefined;
  /** Absent: none. Those that were cancelled are not among them. */
  brownouts?: readonly Brownout[] | undefined;
  /** Absent: none. */
  reminders?: readonly ExpiryReminder[] | undefined;
}

/** An end that somebody gave to a credential that was there already. Times are ISO 8601 UTC. */
export interface Retirement {
  retiresAt: string;
  /** Id of the credential that takes its place. */
  replacedBy: string | null;
  /** The end that it had before, and gets back when the retirement is cancelled. */
  expiresAt: string | null;
}

/** That an end comes nearer was told. Times are ISO 8601 UTC. */
export interface ExpiryReminder {
  /** Days ahead of the end at which it was due. */
  days: number;
  endsAt: string;
  toldAt: string;
}

/** A time in which a credential does not count, to see who still uses it: `from` is in it, `to` is not. ISO 8601 UTC. */
export interface Brownout {
  brownoutId: string;
  from: string;
  to: string;
}
