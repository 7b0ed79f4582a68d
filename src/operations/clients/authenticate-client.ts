import { isIn } from '../../../projections/credentials/client-metadata.js';
import type { Asking } from '../asking.js';
import { findClient, type ClientQuestion } from './find-client.js';
import { noteCredential } from './note-credential.js';
import { matchClientSecret } from './verify-client-secret.js';
import type { VerificationFailure } from '../../../projections/credentials/verify-client-secret.js';

/** What a client shows of itself at the token endpoint (RFC 6749 2.3); `none`: only its id. */
export type Presented = { method: 'client_secret'; secret: string } | { method: 'none' };
export type AuthenticationFailure = VerificationFailure | 'CREDENTIALS_REQUIRED';

export interface ClientAuthentication {
  active: boolean;
  /** Null unless the client has proved to be this one, or is a public client. */
  clientId: string | null;
  /** The secret or keypair that matched, active or not. */
  credentialId: string | null;
  /** Of the keypair that signed. */
  kid: string | null;
  reason: AuthenticationFailure | null;
}

const refused = (reason: AuthenticationFailure): ClientAuthentication => ({
  ...{ active: false, clientId: null, credentialId: null, kid: null, reason },
});

/** Is it this client who asks for a token? Throws `ViewsBehind` while the views lack something. */
export async function authenticateClient(
  asking: Asking,
  question: ClientQuestion & { presented: Presented },
): Promise<ClientAuthentication> {
  const answer = await authenticate(asking, question);
  noteCredential(asking, answer);
  return answer;
}

async function authenticate(
  asking: Asking,
  { presented, ...question }: ClientQuestion & { presented: Presented },
): Promise<ClientAuthentication> {
  if (presented.method === 'none') return authenticatePublicClient(asking, question);
  const { active, reason, secretId } = await matchClientSecret(asking, { ...question, secret: presented.secret });
  const clientId = secretId === null ? null : question.clientId.toLowerCase();
  return { active, clientId, credentialId: secretId, kid: null, reason };
}

/** A mobile app can keep no secret, and is known by its id alone (RFC 6749 2.1, 3.2.1). */
async function authenticatePublicClient(asking: Asking, question: ClientQuestion): Promise<ClientAuthentication> {
  const client = await findClient(asking, question);
  if (!client || !isIn(client, question.environment)) return refused('UNKNOWN');
  if (!client.mobileApp) return refused('CREDENTIALS_REQUIRED');
  return { active: true, clientId: client.clientId, credentialId: null, kid: null, reason: null };
}
