import { Refusal, type FieldPath } from '../refusal/refusal.js';
import type { Environment } from '../values/environment.js';
import type { ExistingKey, Key, Keypair, RedirectUri, Secret } from './key.js';

/** The keys that a caller may act on. */
export interface Reach {
  /** Null: keys of every account. */
  account: string | null;
  /** Null: keys of every owner. */
  owner: string | null;
  /** Only keys that have ever had a request to go live: what a reviewer of the platform sees. */
  onlyRequested?: boolean | undefined;
}

/** The key, if it is within reach. Otherwise refuses as for a missing key, so that the caller does not learn that the key exists. */
export function keyWithin({ account, owner, onlyRequested = false }: Reach, key: Key): ExistingKey {
  const within =
    key.status !== 'NONE' &&
    key.account === (account ?? key.account) &&
    key.owner === (owner ?? key.owner) &&
    (!onlyRequested || key.goLive.requests.length > 0);
  if (!within) throw new Refusal('KEY_NOT_FOUND', ['integratorKeyId']);
  return key;
}

/** Refuses any change to a deleted key. */
export function notDeleted(key: ExistingKey): ExistingKey {
  if (key.status === 'DELETED') throw new Refusal('KEY_DELETED', ['integratorKeyId']);
  return key;
}

/** Refuses an environment that the key does not have: production, before the key goes live. */
export function livesIn(key: ExistingKey, environment: Environment): void {
  if (!key.environments.includes(environment)) throw new Refusal('KEY_NOT_LIVE', ['environment']);
}

export function redirectUriOf(key: ExistingKey, redirectUriId: string, field: FieldPath): RedirectUri {
  const found = key.redirectUris.find((uri) => uri.redirectUriId === redirectUriId);
  if (!found) throw new Refusal('REDIRECT_URI_NOT_FOUND', field);
  return found;
}

export function secretOf(key: ExistingKey, secretId: string): Secret {
  const found = key.secrets.find((secret) => secret.secretId === secretId);
  if (!found) throw new Refusal('SECRET_NOT_FOUND', ['secretId']);
  return found;
}

export function keypairOf(key: ExistingKey, keypairId: string): Keypair {
  const found = key.keypairs.find((keypair) => keypair.keypairId === keypairId);
  if (!found) throw new Refusal('KEYPAIR_NOT_FOUND', ['keypairId']);
  return found;
}
