import type { CredentialStatus } from '../credentials/credential.js';
import type { KeyEvent } from '../key/facts.js';
import type { SecretAdded, SecretFacts } from './facts.js';

/** The status of a secret after each of its events. An event that changes another field needs a case in `foldSecrets`. */
export const statusAfter = {
  SecretAdded: 'ACTIVE',
  SecretDisabled: 'DISABLED',
  SecretEnabled: 'ACTIVE',
  SecretRevoked: 'REVOKED',
} as const satisfies Record<keyof SecretFacts, CredentialStatus>;

type SecretEvent = Extract<KeyEvent, { type: keyof SecretFacts }>;
export const isSecretEvent = <E extends KeyEvent>(event: E): event is E & SecretEvent => event.type in statusAfter;

/** The secrets after an event; `made` builds the state of a new one. */
export function foldSecrets<S extends { status: CredentialStatus }>(
  secrets: readonly S[],
  { type, data }: SecretEvent,
  made: (added: SecretAdded, status: CredentialStatus) => S,
  idOf: (secret: S) => string,
): readonly S[] {
  const status = statusAfter[type];
  if (type === 'SecretAdded') return [...secrets, made(data, status)];
  return secrets.map((secret) => (idOf(secret) === data.secretId ? { ...secret, status } : secret));
}
