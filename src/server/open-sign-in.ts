import { openDevelopmentIssuer, sampleAdministrator } from '../adapters/auth/development-issuer.js';
import { jwtAuthenticator } from '../adapters/auth/jwt-authenticator.js';
import { remoteKeys } from '../adapters/auth/remote-keys.js';
import type { Authenticator } from '../app/access/actor.js';
import { identityProviderOf, type Config } from '../config/config.js';

export interface SignIn {
  authenticator: Authenticator;
  developmentToken: string | undefined;
}

interface Log {
  warn: (fields: object, message: string) => void;
}

/** Whose tokens count: those of the configured identity provider, or in development those of the server itself. */
export async function openSignIn(config: Config, log: Log): Promise<SignIn> {
  const provider = identityProviderOf(config);
  if (provider) {
    const keys = remoteKeys(provider.jwksUrl, {
      onOutage: (err, lastKnownUntil) =>
        log.warn({ err, lastKnownUntil }, 'the keys of the identity provider cannot be fetched'),
      onOutageOver: () => log.warn({}, 'the keys of the identity provider are fetched again'),
    });
    return { authenticator: jwtAuthenticator({ ...provider, keys }), developmentToken: undefined };
  }
  const { authenticator, mintToken } = await openDevelopmentIssuer(config.dataDir);
  return { authenticator, developmentToken: await mintToken(sampleAdministrator) };
}
