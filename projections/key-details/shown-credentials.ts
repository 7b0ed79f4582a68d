import { statusAt, type StatusAt } from '../../src/domain/credentials/usable.js';
import type { CredentialDetails, KeyDetails, KeypairDetails, SecretDetails } from './row.js';

/** A credential with the status that it has when it is looked at. */
export type Shown<C extends CredentialDetails> = Omit<C, 'status'> & { status: StatusAt };

export interface ShownCredentials {
  secrets: readonly Shown<SecretDetails>[];
  keypairs: readonly Shown<KeypairDetails>[];
}

/** The credentials of a key as they count at `now`, ISO 8601 UTC; those of a deleted key never count again. */
export function shownCredentials({ status, secrets, keypairs }: KeyDetails, now: string): ShownCredentials {
  const shown = <C extends CredentialDetails & { expiresAt: string | null; notBefore?: string | null }>(
    credential: C,
  ): Shown<C> => {
    const { notBefore = null, expiresAt } = credential;
    const own = statusAt({ status: credential.status, notBefore, expiresAt }, now);
    return { ...credential, status: status === 'DELETED' ? 'REVOKED' : own };
  };
  return { secrets: secrets.map(shown), keypairs: keypairs.map(shown) };
}
