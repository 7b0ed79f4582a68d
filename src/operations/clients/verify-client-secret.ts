import {
  verifyClientSecret as verify,
  type Verification,
} from '../../../projections/credentials/verify-client-secret.js';
import type { Asking } from '../asking.js';
import { noteCredential } from './note-credential.js';
import { findClient, type ClientQuestion } from './find-client.js';

export interface ClientSecretQuestion extends ClientQuestion {
  /** The OAuth client_secret, as it came in the request (RFC 6749 2.3.1). */
  secret: string;
}

/** Does this secret of the client count now? Throws `ViewsBehind` while the views lack something. */
export async function verifyClientSecret(asking: Asking, question: ClientSecretQuestion): Promise<Verification> {
  const { environment, secret } = question;
  const client = await findClient(asking, question);
  const verification = verify(asking.verifier, client, { environment, secret, now: asking.now().toISOString() });
  const { active, secretId: credentialId, reason } = verification;
  asking.verified('client_secret', reason ?? 'ACTIVE');
  noteCredential(asking, { active, clientId: question.clientId, credentialId, reason });
  return verification;
}
