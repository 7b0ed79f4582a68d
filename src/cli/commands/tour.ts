import { openDevelopmentIssuer, sampleAdministrator } from '../../adapters/auth/development-issuer.js';
import { hasDevelopmentKey } from '../../adapters/auth/development-key.js';
import { identityProviderOf, isProduction, readConfig } from '../../config/config.js';
import { playTour } from '../tour/play.js';

/**
 * Without `--token`: the sample administrator's, from the data directory of a development server. Where no such server has been
 * there is none to have: a key made now would be no server's, and the directory would stay.
 */
async function developmentToken(): Promise<string | undefined> {
  if (isProduction()) return undefined;
  const config = readConfig();
  if (identityProviderOf(config) || !hasDevelopmentKey(config.dataDir)) return undefined;
  return (await openDevelopmentIssuer(config.dataDir)).mintToken(sampleAdministrator);
}

/** `keyledger tour`: the ten steps, against a running server. */
export async function tour({ url, token }: { url?: string; token?: string }): Promise<void> {
  await playTour({ ...(url && { url }), token: token ?? (await developmentToken()) });
}
