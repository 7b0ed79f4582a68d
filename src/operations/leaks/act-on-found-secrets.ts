import { systemCaller, type Origin } from '../../app/access/system-actor.js';
import { evolve, newAccount } from '../../domain/account/account.js';
import { effectivePolicy } from '../../domain/account/effective-policy.js';
import { secretOf } from '../../domain/key/reach.js';
import type { Services } from '../asking.js';
import { locateSecret, untilAllIsFound, type LocatedSecret } from './locate-secret.js';
import { revokeLeakedSecret } from './revoke-leaked-secret.js';

const BY = 'secret-scanning';

type Reporting = Pick<Services, 'accountHistory' | 'policyDefaults' | 'handle' | 'now' | 'log' | 'leaked'>;
type Acting = Reporting & Pick<Services, 'views' | 'verifier' | 'head' | 'reads' | 'checkpoints'>;

/**
 * Does with each of these texts, which a scanner has found in public, what the account of the secret wants. Tells of each whether it is
 * a secret of ours, or was one. What is revoked is so durably when it resolves; it can be called again with the same texts.
 */
export async function actOnFoundSecrets(
  services: Acting,
  texts: readonly string[],
  origin: Origin,
): Promise<ReadonlyMap<string, boolean>> {
  services.checkpoints?.requireWhole();
  await untilAllIsFound(services);
  const ours = new Map<string, boolean>();
  for (const text of new Set(texts)) {
    const located = locateSecret(services, { account: null, owner: null }, text);
    if (located) await actOnLeak(services, located, origin);
    ours.set(text, located !== undefined);
  }
  return ours;
}

async function actOnLeak(services: Reporting, located: LocatedSecret, origin: Origin): Promise<void> {
  const { policy } = (await services.accountHistory(located.account)).reduce(evolve, newAccount);
  const { leakedSecrets } = effectivePolicy(policy, services.policyDefaults);
  if (leakedSecrets === 'REVOKE') return revokeLeakedSecret(services, located, BY, origin);
  await reportLeakedSecret(services, located, origin);
}

/** Says of a secret that counts, in the log of the server and its metrics, that it has leaked. */
async function reportLeakedSecret(
  { handle, log, leaked }: Reporting,
  { integratorKeyId, account, secretId }: LocatedSecret,
  origin: Origin,
): Promise<void> {
  const caller = systemCaller(account, origin, BY);
  const key = await handle.keyNow(caller, { integratorKeyId });
  if (key.status === 'DELETED' || secretOf(key, secretId).status === 'REVOKED') return;
  leaked(BY, 'reported');
  const { correlationId: reqId, sourceIp } = origin;
  log.warn({ reqId, sourceIp, by: BY, integratorKeyId, secretId }, 'leaked secret reported, not revoked');
}
