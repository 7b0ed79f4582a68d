import type { Credential, ExpiryReminder } from '../credentials/credential.js';
import type { ExpiryFacts } from './facts.js';

type Remindable = Pick<Credential, 'reminders'>;
interface Reminded<S, K> {
  secrets: readonly S[];
  keypairs: readonly K[];
}

/** The credentials of a key with a reminder of the end of one of them. `toldAt`: ISO 8601 UTC. */
export function foldReminder<S extends Remindable, K extends Remindable>(
  { secrets, keypairs }: Reminded<S, K>,
  { credentialId, kind, days, endsAt }: ExpiryFacts['CredentialExpiryApproaching'],
  toldAt: string,
  ids: { ofSecret: (secret: S) => string; ofKeypair: (keypair: K) => string },
): Reminded<S, K> {
  const reminder = { days, endsAt, toldAt };
  return kind === 'SECRET'
    ? { secrets: withReminder(secrets, (secret) => ids.ofSecret(secret) === credentialId, reminder), keypairs }
    : { secrets, keypairs: withReminder(keypairs, (keypair) => ids.ofKeypair(keypair) === credentialId, reminder) };
}

const withReminder = <C extends Remindable>(all: readonly C[], isIt: (one: C) => boolean, reminder: ExpiryReminder) =>
  all.map((one) => (isIt(one) ? { ...one, reminders: [...(one.reminders ?? []), reminder] } : one));
