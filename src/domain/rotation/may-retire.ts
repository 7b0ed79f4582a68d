import type { Credential } from '../credentials/credential.js';
import { isOver, isRetiring } from '../credentials/usable.js';
import { Refusal } from '../refusal/refusal.js';
import { MAX_RETIRING } from './refusals.js';

/** The names that refusals have for a kind of credential. */
type Kind = 'SECRET' | 'KEYPAIR';

const field = { SECRET: ['secretId'], KEYPAIR: ['keypairId'] } as const;

/** Refuses a credential that is revoked, or has ended. */
export function isAlive(kind: Kind, credential: Credential, now: string): void {
  if (credential.status === 'REVOKED') throw new Refusal(`${kind}_REVOKED`, field[kind]);
  if (isOver(credential, now)) throw new Refusal(`${kind}_EXPIRED`, field[kind]);
}

/** Refuses a credential that cannot be given an end: `all` are those of its kind at the key. */
export function mayRetire(kind: Kind, all: readonly Credential[], credential: Credential, now: string): void {
  isAlive(kind, credential, now);
  if (credential.retirement) throw new Refusal(`${kind}_RETIRING`, field[kind]);
  const retiring = all.filter((one) => one.environment === credential.environment && isRetiring(one, now));
  if (retiring.length >= MAX_RETIRING) throw new Refusal('RETIRING_LIMIT_REACHED', field[kind]);
}
