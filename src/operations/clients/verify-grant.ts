import type { AssertionFailure } from '../../domain/assertions/outcome.js';
import type { Asking } from '../asking.js';
import { verifyAssertion, type AssertionQuestion } from './verify-assertion.js';

export interface GrantVerification {
  active: boolean;
  /** Null unless the signature matched, as the two below. */
  clientId: string | null;
  credentialId: string | null;
  kid: string | null;
  /** The user for whom the token is. */
  sub: string | null;
  /** As the assertion has it (RFC 6749 3.3). */
  scope: string | null;
  reason: AssertionFailure | null;
}

/** Does this assertion grant a token (RFC 7523 2.1), and to whom? Throws as `verifyAssertion`. */
export async function verifyGrant(
  asking: Asking,
  question: Omit<AssertionQuestion, 'clientId'>,
): Promise<GrantVerification> {
  const outcome = await verifyAssertion(asking, 'GRANT', question);
  const { active, clientId, keypairId: credentialId, kid } = outcome;
  const proved = { clientId, credentialId, kid };
  return outcome.active
    ? { active, ...proved, sub: outcome.sub, scope: outcome.scope, reason: null }
    : { active, ...proved, sub: null, scope: null, reason: outcome.reason };
}
