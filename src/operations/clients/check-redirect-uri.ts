import {
  checkRedirectUri as check,
  type RedirectUriCheck,
} from '../../../projections/credentials/check-redirect-uri.js';
import type { Asking } from '../asking.js';
import { findClient, type ClientQuestion } from './find-client.js';

export interface RedirectUriQuestion extends ClientQuestion {
  /** As it came in the authorization request (RFC 6749 4.1.1). */
  redirectUri: string;
}

/** Is this redirect URI registered for the client? Throws `ViewsBehind` while the views lack something. */
export async function checkRedirectUri(asking: Asking, question: RedirectUriQuestion): Promise<RedirectUriCheck> {
  const { environment, redirectUri } = question;
  return check(await findClient(asking, question), environment, redirectUri, asking.redirectUriPolicy);
}
