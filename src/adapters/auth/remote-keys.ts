import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwksCache,
  type ExportedJWKSCache,
  type JWTVerifyGetKey,
} from 'jose';
import { IdentityProviderUnavailable } from '../../app/access/actor.js';

/** Codes with which jose says that the keys are at hand and the token does not fit them. */
const ofTheToken = [errors.JWKSNoMatchingKey.code, errors.JWKSMultipleMatchingKeys.code, errors.JOSENotSupported.code];
const isOfTheToken = (error: unknown) => error instanceof errors.JOSEError && ofTheToken.includes(error.code);

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;

/** Durations in milliseconds. */
export interface RemoteKeysOptions {
  /** Between two fetches: a forger must not make us a hammer, nor a provider that hangs make everybody wait. */
  cooldown?: number;
  /** For so long keys are not fetched again unless a token names an unknown one. */
  maxAge?: number;
  /** For so long after they were fetched the last known keys go on counting while no others can be had. */
  lastKnownFor?: number;
  /** For the provider to answer. */
  timeout?: number;
  now?: () => number;
  /** Called once per outage of the keys, with the time until which the last known ones count; null where there are none. */
  onOutage?: (error: unknown, lastKnownUntil: Date | null) => void;
  onOutageOver?: () => void;
}

/**
 * The public keys an identity provider publishes (RFC 7517), fetched again when they are ten minutes old or a token names
 * an unknown one. While they cannot be fetched (within 5 seconds) the last known ones count, for 24 hours: without that
 * its outage is ours. Rejects with `IdentityProviderUnavailable` when a token needs a key that cannot be had.
 */
export function remoteKeys(jwksUrl: string, options: RemoteKeysOptions = {}): JWTVerifyGetKey {
  const { cooldown = 30 * SECOND_MS, maxAge = 600 * SECOND_MS, lastKnownFor = 24 * HOUR_MS } = options;
  const { timeout = 5 * SECOND_MS, now = Date.now } = options;
  /** jose writes here what it fetched and when (`uat`). */
  const fetched: Partial<ExportedJWKSCache> = {};
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cooldownDuration: cooldown,
    cacheMaxAge: maxAge,
    timeoutDuration: timeout,
    [jwksCache]: fetched as Record<string, never>,
  });
  let outage: { fetchedBefore: number | undefined; retryAt: number } | undefined;
  let lastKnown: { of: object; keys: JWTVerifyGetKey } | undefined;

  function lastKnownKeys(): JWTVerifyGetKey | undefined {
    const { jwks, uat } = fetched;
    if (!jwks || uat === undefined || now() >= uat + lastKnownFor) return undefined;
    if (lastKnown?.of !== jwks) lastKnown = { of: jwks, keys: createLocalJWKSet(jwks) };
    return lastKnown.keys;
  }

  function failed(error: unknown) {
    if (!outage) options.onOutage?.(error, fetched.uat === undefined ? null : new Date(fetched.uat + lastKnownFor));
    outage ??= { fetchedBefore: fetched.uat, retryAt: 0 };
    outage.retryAt = now() + cooldown;
  }

  function answered() {
    if (!outage || fetched.uat === outage.fetchedBefore) return; // from what was at hand
    outage = undefined;
    options.onOutageOver?.();
  }

  return async (header, token) => {
    const known = lastKnownKeys();
    const unavailable = (cause?: unknown) =>
      new IdentityProviderUnavailable('The keys of the identity provider cannot be fetched.', { cause });
    /** Among the last known keys; one that is not there may be new. */
    const amongKnown = async (cause?: unknown) => {
      if (!known) throw unavailable(cause);
      return Promise.resolve(known(header, token)).catch((error: unknown) => {
        throw error instanceof errors.JWKSNoMatchingKey ? unavailable(cause ?? error) : error;
      });
    };
    if (outage && known) {
      if (now() < outage.retryAt) return amongKnown();
      outage.retryAt = now() + cooldown; // one tries, and meanwhile nobody else waits
    }
    try {
      const key = await keys(header, token);
      answered();
      return key;
    } catch (error) {
      if (isOfTheToken(error)) {
        answered();
        throw error;
      }
      failed(error);
      return amongKnown(error);
    }
  };
}
