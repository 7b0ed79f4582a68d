import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { IdentityProviderUnavailable } from '../../app/actor.js';

/** Codes with which jose says that the keys are at hand and the token does not fit them. */
const ofTheToken = [errors.JWKSNoMatchingKey.code, errors.JWKSMultipleMatchingKeys.code, errors.JOSENotSupported.code];

/**
 * The public keys an identity provider publishes (RFC 7517), kept for ten minutes. A token that names an unknown key has
 * them fetched anew, so that keys rotate, but not again within `cooldown` milliseconds: a forger must not make us a
 * hammer. Rejects with `IdentityProviderUnavailable` when they cannot be had within 5 seconds.
 */
export function remoteKeys(jwksUrl: string, { cooldown = 30_000 } = {}): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(jwksUrl), { cooldownDuration: cooldown });
  return async (header, token) => {
    try {
      return await keys(header, token);
    } catch (cause) {
      if (cause instanceof errors.JOSEError && ofTheToken.includes(cause.code)) throw cause;
      throw new IdentityProviderUnavailable('The keys of the identity provider cannot be fetched.', { cause });
    }
  };
}
