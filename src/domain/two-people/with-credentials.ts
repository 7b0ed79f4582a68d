import type { RedirectUriPolicy } from '../redirect-uris/redirect-uri-policy.js';
import type { SaveIntegratorKey } from '../save/save-integrator-key.js';
import type { RotateKeypair } from '../rotation/rotate-keypair.js';
import type { RotateSecret } from '../rotation/rotate-secret.js';
import type { AddKeypair } from '../keypairs/add-keypair.js';
import type { AddSecret } from '../secrets/add-secret.js';
import type { KeypairRotationWish, ProposedChange, SecretRotationWish } from './facts.js';

type Made<Added, Wish extends keyof Added> = Omit<Added, Wish | 'now' | 'source'>;
type MadeSecret = Made<AddSecret, 'environment' | 'label' | 'notBefore' | 'expiresAt'>;
type MadeKeypair = Made<AddKeypair, 'environment' | 'label' | 'modulusLength' | 'expiresAt'>;

/** What a change needs beside its words, in the order in which it names the things, those to rotate before those to add: ids, digests, public keys. */
export interface MadeForChange {
  redirectUriIds: readonly string[];
  secrets: readonly MadeSecret[];
  keypairs: readonly MadeKeypair[];
  /** ISO 8601 UTC. */
  now: string;
  /** What the server of today lets in. */
  policy?: RedirectUriPolicy;
}

/** The change with what was made for it. Environments, labels and dates are those of the change, whatever was made. */
export function withCredentials(change: ProposedChange, made: MadeForChange): SaveIntegratorKey {
  const { now, policy, secrets, keypairs } = made;
  const { rotateSecrets = [], rotateKeypairs = [] } = change;
  const toRotate = { secrets: rotateSecrets.length, keypairs: rotateKeypairs.length };
  return {
    ...change,
    rotateSecrets: paired(rotateSecrets, secrets.slice(0, toRotate.secrets)).map((pair) => secretRotation(pair, now)),
    rotateKeypairs: paired(rotateKeypairs, keypairs.slice(0, toRotate.keypairs)).map((pair) =>
      keypairRotation(pair, now),
    ),
    addRedirectUris: paired(change.addRedirectUris, made.redirectUriIds).map(
      ([{ environment, redirectUri }, redirectUriId]) => ({
        redirectUriId,
        environment,
        redirectUri,
        ...(policy && { policy }),
      }),
    ),
    addSecrets: paired(change.addSecrets, secrets.slice(toRotate.secrets)).map(([wish, secret]) => ({
      ...secret,
      ...wish,
      now,
    })),
    addKeypairs: paired(change.addKeypairs, keypairs.slice(toRotate.keypairs)).map(
      ([{ format: _, ...wish }, keypair]) => ({
        ...{ ...keypair, ...wish },
        source: 'GENERATED',
        now,
      }),
    ),
    now,
  };
}

const secretRotation = (
  [{ label, notBefore, expiresAt, ...rotation }, secret]: [SecretRotationWish, MadeSecret],
  now: string,
): RotateSecret => ({ ...rotation, secret: { ...secret, label, notBefore, expiresAt, now }, now });

const keypairRotation = (
  [{ label, expiresAt, modulusLength, format: _, ...rotation }, keypair]: [KeypairRotationWish, MadeKeypair],
  now: string,
): RotateKeypair => ({
  ...rotation,
  keypair: { ...keypair, label, expiresAt, modulusLength, source: 'GENERATED', now },
  now,
});

function paired<Wish, Thing>(wishes: readonly Wish[], things: readonly Thing[]): [Wish, Thing][] {
  if (wishes.length !== things.length) throw new Error('something was made for another change');
  return wishes.map((wish, index) => [wish, things[index] as Thing]);
}

/** Stands for what would be made, to see whether a change would be refused. */
export function placeholders(change: ProposedChange) {
  const { rotateSecrets = [], rotateKeypairs = [], addRedirectUris, addSecrets, addKeypairs } = change;
  const digested = { digest: '', digestScheme: 'hmac-sha256', pepperVersion: 0, pepperId: '', lastFour: '' } as const;
  const publicKey = { kid: '', fingerprint: '', modulusDigest: '', publicKeyPem: '', algorithm: 'RS256' } as const;
  return {
    redirectUriIds: addRedirectUris.map((_, index) => `redirect URI ${index}`),
    secrets: [...rotateSecrets, ...addSecrets].map((_, index) => ({ secretId: `secret ${index}`, ...digested })),
    keypairs: [...rotateKeypairs, ...addKeypairs].map((_, index) => ({ keypairId: `keypair ${index}`, ...publicKey })),
  };
}
