import type { Credential, CredentialStatus } from '../credentials/credential.js';
import type { KeyEvent } from '../key/facts.js';
import { kept, relabelled, retiring, withBrownout, withoutBrownout } from '../rotation/rotated.js';
import type { SecretAdded, SecretFacts } from './facts.js';

const isOfSecrets = {
  SecretAdded: true,
  SecretDisabled: true,
  SecretEnabled: true,
  SecretRevoked: true,
  SecretRetirementScheduled: true,
  SecretRetirementCancelled: true,
  SecretRelabelled: true,
  BrownoutScheduled: true,
  BrownoutCancelled: true,
} as const satisfies Record<keyof SecretFacts, true>;

type SecretEvent = Extract<KeyEvent, { type: keyof SecretFacts }>;
export const isSecretEvent = <E extends KeyEvent>(event: E): event is E & SecretEvent => event.type in isOfSecrets;

type Foldable = Pick<Credential, 'status' | 'expiresAt' | 'retirement' | 'brownouts'>;

/** The secrets after an event; `made` builds the state of a new one. */
export function foldSecrets<S extends Foldable>(
  secrets: readonly S[],
  event: SecretEvent,
  made: (added: SecretAdded, status: CredentialStatus) => S,
  idOf: (secret: S) => string,
): readonly S[] {
  if (event.type === 'SecretAdded') return [...secrets, made(event.data, 'ACTIVE')];
  const { secretId } = event.data;
  return secrets.map((secret) => (idOf(secret) === secretId ? secretAfter(secret, event) : secret));
}

/** A secret after an event about it; one that was just added is as it is. */
export function secretAfter<S extends Foldable>(secret: S, { type, data }: SecretEvent): S {
  switch (type) {
    case 'SecretAdded':
      return secret;
    case 'SecretDisabled':
      return { ...secret, status: 'DISABLED' };
    case 'SecretEnabled':
      return { ...secret, status: 'ACTIVE' };
    case 'SecretRevoked':
      return { ...secret, status: 'REVOKED' };
    case 'SecretRetirementScheduled':
      return retiring(secret, data);
    case 'SecretRetirementCancelled':
      return kept(secret, data);
    case 'SecretRelabelled':
      return relabelled(secret, data.label);
    case 'BrownoutScheduled':
      return withBrownout(secret, data);
    case 'BrownoutCancelled':
      return withoutBrownout(secret, data);
    default:
      return type satisfies never; // a new event does not compile until it is handled here
  }
}
