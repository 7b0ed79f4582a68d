import type { SignatureVerifier } from '../../src/app/credentials/ports.js';
import { mayUse } from '../../src/domain/assertions/algorithm.js';
import { acceptedClaims } from '../../src/domain/assertions/claims/accepted-claims.js';
import { checkClaims } from '../../src/domain/assertions/claims/check-claims.js';
import type { AssertionOutcome, AssertionUse } from '../../src/domain/assertions/outcome.js';
import { readAssertion } from '../../src/domain/assertions/read-assertion.js';
import { signingKeypair, type AssertionKeypair } from '../../src/domain/assertions/signing-keypair.js';
import { whyInactive } from '../../src/domain/credentials/why-inactive.js';
import type { Environment } from '../../src/domain/values/environment.js';
import type { Credentials } from './row.js';

export interface PresentedAssertion {
  use: AssertionUse;
  environment: Environment;
  /** A JWT as it came, `client_assertion` or `assertion` (RFC 7521 4.1 and 4.2). */
  assertion: string;
  /** The issuer identifier of the authorization server that asks. */
  audience: string;
  /** ISO 8601 UTC. */
  now: string;
}

/** What is asked of a client. */
type Client = Pick<Credentials, 'clientId' | 'status' | 'suspended'> & { keypairs: readonly AssertionKeypair[] };

/**
 * RFC 7523 3, but for the replay of a `jti`: whoever keeps those refuses an `active` outcome as `REPLAYED`. Gives a reason only if
 * the signature matches, so that only a holder of the private key learns it. An unknown client or `kid` takes about the same work,
 * so that the time does not reveal it.
 */
export function verifyAssertion(
  verifier: SignatureVerifier,
  client: Client | undefined,
  { use, environment, assertion, audience, now }: PresentedAssertion,
): AssertionOutcome {
  const unknown = { active: false, reason: 'UNKNOWN', keypairId: null, kid: null } as const;
  const read = readAssertion(assertion, use);
  if (!read) return unknown;
  const fits = (keypair: AssertionKeypair) => mayUse(verifier.keyTypeOf(keypair.publicKeyPem), read.algorithm);
  const keypair = signingKeypair(read.header.kid, client?.keypairs ?? [], fits, { environment, now });
  const matches = verifier.verify(read, keypair?.publicKeyPem);
  if (!client || !keypair || !matches) return unknown;

  const { keypairId, kid } = keypair;
  const expected = { use, clientId: client.clientId, audience, now: Date.parse(now) / 1000 };
  const reason =
    whyInactive(client, { ...keypair, notBefore: null }, environment, now) ?? checkClaims(read.claims, expected);
  return reason
    ? { active: false, reason, keypairId, kid }
    : { active: true, keypairId, kid, ...acceptedClaims(read.claims, use) };
}
