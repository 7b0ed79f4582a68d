import {
  verifyClientSecret as verify,
  type Verification,
} from '../../../projections/credentials/verify-client-secret.js';
import type { Environment } from '../../domain/values/environment.js';
import type { Asking } from '../asking.js';
import { findClient } from './find-client.js';

export interface ClientSecretQuestion {
  /** The OAuth client_id. */
  clientId: string;
  environment: Environment;
  /** The OAuth client_secret, as it came in the request (RFC 6749 2.3.1). */
  secret: string;
  /** A position that the answer must not lack. */
  atLeast?: string | null | undefined;
}

/** Does this secret of the client count now? Throws `ViewsBehind` while the views lack something. */
export async function verifyClientSecret(asking: Asking, question: ClientSecretQuestion): Promise<Verification> {
  const { clientId, environment, secret, atLeast } = question;
  const client = await findClient(asking, clientId, atLeast);
  return verify(asking.verifier, client, { environment, secret, now: asking.now().toISOString() });
}
