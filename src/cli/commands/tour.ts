import { openDevelopmentIssuer, sampleAdministrator } from '../../adapters/auth/development-issuer.js';
import { hasDevelopmentKey } from '../../adapters/auth/development-key.js';
import { identityProviderOf, isProduction, readConfig } from '../../config/config.js';
import { playRotation } from '../tour/play-rotation.js';
import { playTour, type Tokens } from '../tour/play.js';

export interface TourOptions {
  url?: string;
  /** A rotation under load instead. */
  rotation?: true;
  token?: string;
  reviewerToken?: string;
  authorizationServerToken?: string;
}

/**
 * Without `--token`: those of the sample administrator, of a reviewer and of an authorization server, from the data directory of a
 * development server. Where no such server has been there are none to have: a key made now would be no server's, and the
 * directory would stay.
 */
async function developmentTokens(): Promise<Tokens> {
  if (isProduction()) return {};
  const config = readConfig();
  if (identityProviderOf(config) || !hasDevelopmentKey(config.dataDir)) return {};
  const { mintToken } = await openDevelopmentIssuer(config.dataDir);
  const shortly = { ...sampleAdministrator, lifetimeSeconds: 600 };
  const server = { ...shortly, subject: 'login.example', account: null, kind: 'service' } as const;
  return {
    ADMINISTRATOR: await mintToken(sampleAdministrator),
    REVIEWER: await mintToken({ ...shortly, subject: 'rita@acme.example', roles: ['REVIEWER'] }),
    AUTHORIZATION_SERVER: await mintToken({ ...server, roles: ['AUTHORIZATION_SERVER'] }),
  };
}

/** `keyledger tour`: ten steps in demo, ten into production, five of an auditor and five of a rotation, against a running server. */
export async function tour({
  url,
  token,
  rotation,
  reviewerToken,
  authorizationServerToken,
}: TourOptions): Promise<void> {
  const tokens = token === undefined ? await developmentTokens() : { ADMINISTRATOR: token };
  const given = {
    ...(reviewerToken !== undefined && { REVIEWER: reviewerToken }),
    ...(authorizationServerToken !== undefined && { AUTHORIZATION_SERVER: authorizationServerToken }),
  };
  const playing = { ...(url && { url }), tokens: { ...tokens, ...given } };
  await (rotation ? playRotation(playing) : playTour(playing));
}
