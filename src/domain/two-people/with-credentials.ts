import type { RedirectUriPolicy } from '../redirect-uris/redirect-uri-policy.js';
import type { SaveIntegratorKey } from '../save/save-integrator-key.js';
import type { AddKeypair } from '../keypairs/add-keypair.js';
import type { AddSecret } from '../secrets/add-secret.js';
import type { ProposedChange } from './facts.js';

type Made<Added, Wish extends keyof Added> = Omit<Added, Wish | 'now' | 'source'>;

/** What a change needs beside its words, in the order in which it names the things: ids, digests, public keys. */
export interface MadeForChange {
  redirectUriIds: readonly string[];
  secrets: readonly Made<AddSecret, 'environment' | 'label' | 'notBefore' | 'expiresAt'>[];
  keypairs: readonly Made<AddKeypair, 'environment' | 'label' | 'modulusLength' | 'expiresAt'>[];
  /** ISO 8601 UTC. */
  now: string;
  /** What the server of today lets in. */
  policy?: RedirectUriPolicy;
}

/** The change with what was made for it. Environments, labels and dates are those of the change, whatever was made. */
export function withCredentials(change: ProposedChange, made: MadeForChange): SaveIntegratorKey {
  const { now, policy } = made;
  return {
    ...change,
    addRedirectUris: paired(change.addRedirectUris, made.redirectUriIds).map(
      ([{ environment, redirectUri }, redirectUriId]) => ({
        redirectUriId,
        environment,
        redirectUri,
        ...(policy && { policy }),
      }),
    ),
    addSecrets: paired(change.addSecrets, made.secrets).map(([wish, secret]) => ({ ...secret, ...wish, now })),
    addKeypairs: paired(change.addKeypairs, made.keypairs).map(([{ format: _, ...wish }, keypair]) => ({
      ...{ ...keypair, ...wish },
      source: 'GENERATED',
      now,
    })),
    now,
  };
}

function paired<Wish, Thing>(wishes: readonly Wish[], things: readonly Thing[]): [Wish, Thing][] {
  if (wishes.length !== things.length) throw new Error('something was made for another change');
  return wishes.map((wish, index) => [wish, things[index] as Thing]);
}

/** Stands for what would be made, to see whether a change would be refused. */
export function placeholders({ addRedirectUris, addSecrets, addKeypairs }: ProposedChange) {
  const digested = { digest: '', digestScheme: 'hmac-sha256', pepperVersion: 0, pepperId: '', lastFour: '' } as const;
  const publicKey = { kid: '', fingerprint: '', modulusDigest: '', publicKeyPem: '', algorithm: 'RS256' } as const;
  return {
    redirectUriIds: addRedirectUris.map((_, index) => `redirect URI ${index}`),
    secrets: addSecrets.map((_, index) => ({ secretId: `secret ${index}`, ...digested })),
    keypairs: addKeypairs.map((_, index) => ({ keypairId: `keypair ${index}`, ...publicKey })),
  };
}
