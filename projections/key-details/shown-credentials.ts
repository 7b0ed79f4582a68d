import type { Brownout, ExpiryReminder } from '../../src/domain/credentials/credential.js';
import { statusAt, type StatusAt } from '../../src/domain/credentials/usable.js';
import type { CredentialDetails, KeyDetails, KeypairDetails, SecretDetails } from './row.js';

/** A credential with the status that it has when it is looked at, and how it is rotated. Times are ISO 8601 UTC. */
export type Shown<C extends CredentialDetails> = Omit<C, 'status' | 'retirement' | 'brownouts' | 'reminders'> & {
  status: StatusAt;
  retiresAt: string | null;
  replacedBy: string | null;
  reminders: readonly ExpiryReminder[];
  brownouts: readonly (Omit<Brownout, 'brownoutId'> & { id: string })[];
};

export interface ShownCredentials {
  secrets: readonly Shown<SecretDetails>[];
  keypairs: readonly Shown<KeypairDetails>[];
}

/** The credentials of a key as they count at `now`, ISO 8601 UTC; those of a deleted key never count again. */
export function shownCredentials({ status, secrets, keypairs }: KeyDetails, now: string): ShownCredentials {
  const shown = <C extends Showable>(credential: C): Shown<C> => {
    const { retirement, brownouts = [], reminders = [], ...rest } = credential;
    const own = statusAt({ ...credential, notBefore: credential.notBefore ?? null }, now);
    return {
      ...rest,
      status: status === 'DELETED' ? 'REVOKED' : own,
      retiresAt: retirement?.retiresAt ?? null,
      replacedBy: retirement?.replacedBy ?? null,
      reminders,
      brownouts: brownouts.map(({ brownoutId: id, from, to }) => ({ id, from, to })),
    } as Shown<C>; // `Omit` of a type parameter is beyond the compiler
  };
  return { secrets: secrets.map(shown), keypairs: keypairs.map(shown) };
}

type Showable = CredentialDetails & { notBefore?: string | null; brownouts?: readonly Brownout[] | undefined };
