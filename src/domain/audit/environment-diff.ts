import { whyInactive } from '../credentials/why-inactive.js';
import type { Environment } from '../values/environment.js';
import type { SeenKey } from './parts-of-key.js';

/** A redirect URI with the ids of its registrations. Null: it is not registered there. */
export interface ComparedUri {
  redirectUri: string;
  demo: string | null;
  production: string | null;
}

/** The credentials of one kind that count in an environment. */
export interface CountingThere<C> {
  environment: Environment;
  count: number;
  /** The one that expires first; null if none ever does. */
  expiresFirst: C | null;
  /** The one that was added last. */
  newest: C | null;
}

/** Demo beside production. */
export interface EnvironmentDiff<Key extends SeenKey> {
  inBoth: readonly ComparedUri[];
  onlyInDemo: readonly ComparedUri[];
  onlyInProduction: readonly ComparedUri[];
  secrets: readonly CountingThere<Key['secrets'][number]>[];
  keypairs: readonly CountingThere<Key['keypairs'][number]>[];
}

/** Compares the environments of a key at a time, ISO 8601 UTC: redirect URIs by their bytes, credentials by what counts. */
export function environmentDiff<Key extends SeenKey>(key: Key, at: string): EnvironmentDiff<Key> {
  const uris = urisOf(key);
  return {
    inBoth: uris.filter(({ demo, production }) => demo !== null && production !== null),
    onlyInDemo: uris.filter(({ production }) => production === null),
    onlyInProduction: uris.filter(({ demo }) => demo === null),
    secrets: countingIn<Key['secrets'][number]>(key, key.secrets, at),
    keypairs: countingIn<Key['keypairs'][number]>(key, key.keypairs, at),
  };
}

/** In order of the first registration. */
function urisOf({ redirectUris }: SeenKey): ComparedUri[] {
  const byUri = new Map<string, ComparedUri>();
  for (const { id, environment, uri: redirectUri } of redirectUris) {
    const known = byUri.get(redirectUri) ?? { redirectUri, demo: null, production: null };
    byUri.set(redirectUri, { ...known, [environment === 'DEMO' ? 'demo' : 'production']: id });
  }
  return [...byUri.values()];
}

type Seen = SeenKey['keypairs'][number] | SeenKey['secrets'][number];

const endOf = ({ expiresAt }: Seen) => expiresAt ?? '';

/** Credentials are in order of their age. */
function countingIn<C extends Seen>(key: SeenKey, all: readonly C[], at: string): CountingThere<C>[] {
  const standing = { status: key.status, suspended: key.goLive.production === 'SUSPENDED' };
  return (['DEMO', 'PRODUCTION'] as const).map((environment) => {
    const counting = all.filter((one) => {
      const notBefore = 'notBefore' in one ? one.notBefore : null;
      return whyInactive(standing, { ...one, notBefore }, environment, at) === null;
    });
    const expiring = counting.filter(({ expiresAt }) => expiresAt !== null);
    return {
      environment,
      count: counting.length,
      expiresFirst: expiring.reduce<C | null>(
        (first, one) => (first && endOf(first) <= endOf(one) ? first : one),
        null,
      ),
      newest: counting.at(-1) ?? null,
    };
  });
}
