import {
  checkRedirectUri as check,
  type RedirectUriCheck,
} from '../../../projections/credentials/check-redirect-uri.js';
import type { Environment } from '../../domain/values/environment.js';
import type { Asking } from '../asking.js';
import { findClient } from './find-client.js';

export interface RedirectUriQuestion {
  /** The OAuth client_id. */
  clientId: string;
  environment: Environment;
  /** As it came in the authorization request (RFC 6749 4.1.1). */
  redirectUri: string;
  /** A position that the answer must not lack. */
  atLeast?: string | null | undefined;
}

/** Is this redirect URI registered for the client? Throws `ViewsBehind` while the views lack something. */
export async function checkRedirectUri(asking: Asking, question: RedirectUriQuestion): Promise<RedirectUriCheck> {
  const { clientId, environment, redirectUri, atLeast } = question;
  return check(await findClient(asking, clientId, atLeast), environment, redirectUri);
}
