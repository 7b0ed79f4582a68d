import type { Credential, CredentialStatus } from '../credentials/credential.js';
import type { KeyEvent } from '../key/facts.js';
import { kept, relabelled, retiring } from '../rotation/rotated.js';
import type { KeypairAdded, KeypairFacts } from './facts.js';

const isOfKeypairs = {
  KeypairAdded: true,
  KeypairDisabled: true,
  KeypairEnabled: true,
  KeypairRevoked: true,
  KeypairRetirementScheduled: true,
  KeypairRetirementCancelled: true,
  KeypairRelabelled: true,
} as const satisfies Record<keyof KeypairFacts, true>;

type KeypairEvent = Extract<KeyEvent, { type: keyof KeypairFacts }>;
export const isKeypairEvent = <E extends KeyEvent>(event: E): event is E & KeypairEvent => event.type in isOfKeypairs;

type Foldable = Pick<Credential, 'status' | 'expiresAt' | 'retirement'>;

/** The keypairs after an event; `made` builds the state of a new one. */
export function foldKeypairs<K extends Foldable>(
  keypairs: readonly K[],
  event: KeypairEvent,
  made: (added: KeypairAdded, status: CredentialStatus) => K,
  idOf: (keypair: K) => string,
): readonly K[] {
  if (event.type === 'KeypairAdded') return [...keypairs, made(event.data, 'ACTIVE')];
  const { keypairId } = event.data;
  return keypairs.map((keypair) => (idOf(keypair) === keypairId ? keypairAfter(keypair, event) : keypair));
}

/** A keypair after an event about it; one that was just added is as it is. */
export function keypairAfter<K extends Foldable>(keypair: K, { type, data }: KeypairEvent): K {
  switch (type) {
    case 'KeypairAdded':
      return keypair;
    case 'KeypairDisabled':
      return { ...keypair, status: 'DISABLED' };
    case 'KeypairEnabled':
      return { ...keypair, status: 'ACTIVE' };
    case 'KeypairRevoked':
      return { ...keypair, status: 'REVOKED' };
    case 'KeypairRetirementScheduled':
      return retiring(keypair, data);
    case 'KeypairRetirementCancelled':
      return kept(keypair, data);
    case 'KeypairRelabelled':
      return relabelled(keypair, data.label);
    default:
      return type satisfies never; // a new event does not compile until it is handled here
  }
}
