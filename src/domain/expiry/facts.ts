import type { Environment } from '../values/environment.js';

export interface ExpiryFacts {
  /** A reminder: told once for a credential, an end and a number of days, however many servers there are. Changes nothing. */
  CredentialExpiryApproaching: {
    /** Of the secret or the keypair. */
    credentialId: string;
    kind: 'SECRET' | 'KEYPAIR';
    environment: Environment;
    /** How many days ahead of the end this reminder is due: one of `REMINDER_DAYS`. */
    days: number;
    /** ISO 8601 UTC. */
    endsAt: string;
  };
}
