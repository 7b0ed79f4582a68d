import type { CredentialStatus } from '../credentials/credential.js';
import type { KeyEvent } from '../key/facts.js';
import type { KeypairAdded, KeypairFacts } from './facts.js';

/** The status of a keypair after each of its events. An event that changes another field needs a case in `foldKeypairs`. */
export const statusAfter = {
  KeypairAdded: 'ACTIVE',
  KeypairDisabled: 'DISABLED',
  KeypairEnabled: 'ACTIVE',
  KeypairRevoked: 'REVOKED',
} as const satisfies Record<keyof KeypairFacts, CredentialStatus>;

type KeypairEvent = Extract<KeyEvent, { type: keyof KeypairFacts }>;
export const isKeypairEvent = <E extends KeyEvent>(event: E): event is E & KeypairEvent => event.type in statusAfter;

/** The keypairs after an event; `made` builds the state of a new one. */
export function foldKeypairs<K extends { status: CredentialStatus }>(
  keypairs: readonly K[],
  { type, data }: KeypairEvent,
  made: (added: KeypairAdded, status: CredentialStatus) => K,
  idOf: (keypair: K) => string,
): readonly K[] {
  const status = statusAfter[type];
  if (type === 'KeypairAdded') return [...keypairs, made(data, status)];
  return keypairs.map((keypair) => (idOf(keypair) === data.keypairId ? { ...keypair, status } : keypair));
}
