import {
  verifyAssertion as verify,
  type PresentedAssertion,
} from '../../../projections/credentials/verify-assertion.js';
import type { AcceptedAssertion, AssertionUse, RefusedAssertion } from '../../domain/assertions/outcome.js';
import { issuerOf } from '../../domain/assertions/read-assertion.js';
import type { Asking } from '../asking.js';
import { noteCredential } from './note-credential.js';
import { findClient, type ClientQuestion } from './find-client.js';

export interface AssertionQuestion
  extends Omit<ClientQuestion, 'clientId'>, Pick<PresentedAssertion, 'assertion' | 'audience'> {
  /** The client that the request names; without it the one that the assertion says it is of (RFC 7521 4.2). */
  clientId?: string | undefined;
}

/** The outcome, and of whom the assertion is: null unless its signature matched. */
export type VerifiedAssertion = (AcceptedAssertion | RefusedAssertion) & { clientId: string | null };

/**
 * Is this assertion the client's, and is it used for the first time? Throws `ViewsBehind` while the views lack something, and
 * `ReplayCheckUnavailable` when its use cannot be recorded.
 */
export async function verifyAssertion(
  asking: Asking,
  use: AssertionUse,
  question: AssertionQuestion,
): Promise<VerifiedAssertion> {
  const verified = await judge(asking, use, question);
  const { active, clientId, keypairId: credentialId } = verified;
  const kind = use === 'GRANT' ? 'grant' : 'private_key_jwt';
  const reason = verified.active ? null : verified.reason;
  asking.verified(kind, reason ?? 'ACTIVE');
  noteCredential(asking, { active, clientId, credentialId, reason });
  return verified;
}

async function judge(
  asking: Asking,
  use: AssertionUse,
  { assertion, audience, clientId: named, ...question }: AssertionQuestion,
): Promise<VerifiedAssertion> {
  const said = named ?? issuerOf(assertion, use) ?? '';
  const client = await findClient(asking, { ...question, clientId: said });
  const { environment } = question;
  const now = asking.now().toISOString();
  const outcome = verify(asking.signatures, client, { use, environment, assertion, audience, now });
  const clientId = client && outcome.keypairId !== null ? client.clientId : null;
  if (!outcome.active || clientId === null || outcome.jti === null) return { ...outcome, clientId };
  if (await asking.usedTokenIds.use(clientId, outcome.jti, outcome.expiresAt)) return { ...outcome, clientId };
  const { keypairId, kid } = outcome;
  return { active: false, reason: 'REPLAYED', keypairId, kid, clientId };
}
