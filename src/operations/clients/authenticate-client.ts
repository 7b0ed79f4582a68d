import { isIn } from '../../domain/credentials/is-in.js';
import type { VerificationFailure } from '../../../projections/credentials/verify-client-secret.js';
import type { AssertionFailure } from '../../domain/assertions/outcome.js';
import type { Asking } from '../asking.js';
import { findClient, type ClientQuestion } from './find-client.js';
import { noteCredential } from './note-credential.js';
import { verifyAssertion } from './verify-assertion.js';
import { verifyClientSecret } from './verify-client-secret.js';

/** What a client shows of itself at the token endpoint (RFC 6749 2.3); `none`: only its id. */
export type Presented =
  | { method: 'client_secret'; clientId: string; secret: string }
  | { method: 'private_key_jwt'; clientId?: string | undefined; assertion: string; audience: string }
  | { method: 'none'; clientId: string };
export type AuthenticationFailure = VerificationFailure | AssertionFailure | 'CREDENTIALS_REQUIRED';

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

type Question = Omit<ClientQuestion, 'clientId'>;

/** Is it this client who asks for a token? Throws `ViewsBehind` while the views lack something, and as `verifyAssertion`. */
export function authenticateClient(
  asking: Asking,
  { presented, ...question }: Question & { presented: Presented },
): Promise<ClientAuthentication> {
  switch (presented.method) {
    case 'client_secret':
      return bySecret(asking, { ...question, ...presented });
    case 'private_key_jwt':
      return byAssertion(asking, { ...question, ...presented });
    case 'none':
      return asPublicClient(asking, { ...question, ...presented });
  }
}

async function bySecret(asking: Asking, question: ClientQuestion & { secret: string }): Promise<ClientAuthentication> {
  const { active, reason, secretId } = await verifyClientSecret(asking, question);
  const clientId = secretId === null ? null : question.clientId.toLowerCase();
  return { active, clientId, credentialId: secretId, kid: null, reason };
}

async function byAssertion(
  asking: Asking,
  question: Parameters<typeof verifyAssertion>[2],
): Promise<ClientAuthentication> {
  const outcome = await verifyAssertion(asking, 'CLIENT_AUTHENTICATION', question);
  const { active, clientId, keypairId: credentialId, kid } = outcome;
  return { active, clientId, credentialId, kid, reason: outcome.active ? null : outcome.reason };
}

/** A mobile app can keep no secret, and is known by its id alone (RFC 6749 2.1, 3.2.1). */
async function asPublicClient(asking: Asking, question: ClientQuestion): Promise<ClientAuthentication> {
  const { reason, clientId } = await judgePublicClient(asking, question);
  asking.verified('none', reason ?? 'ACTIVE');
  const active = reason === null;
  const outcome = { active, clientId, credentialId: null, kid: null, reason };
  noteCredential(asking, outcome);
  return outcome;
}

async function judgePublicClient(asking: Asking, question: ClientQuestion) {
  const client = await findClient(asking, question);
  if (!client || !isIn(client, question.environment)) return { reason: 'UNKNOWN', clientId: null } as const;
  if (!client.mobileApp) return { reason: 'CREDENTIALS_REQUIRED', clientId: null } as const;
  return { reason: null, clientId: client.clientId };
}
