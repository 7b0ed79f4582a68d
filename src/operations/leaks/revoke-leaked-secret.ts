import { systemCaller, type Origin } from '../../app/access/system-actor.js';
import { revokeSecret } from '../../domain/secrets/revoke-secret.js';
import type { LeakSource } from '../../domain/secrets/facts.js';
import { refusalsIn } from '../../domain/refusal/refusal.js';
import type { Services } from '../asking.js';
import type { LocatedSecret } from './locate-secret.js';

type Revoking = Pick<Services, 'handle' | 'now' | 'log' | 'leaked'>;

/**
 * Revokes a secret that has leaked, on the word of somebody who is not signed in. Durable when it resolves. It may be the last usable
 * one, and no second person is asked: whoever else holds it may be using it. One that is revoked, or of a deleted key, stays as it is.
 */
export async function revokeLeakedSecret(
  { handle, now, log, leaked }: Revoking,
  { integratorKeyId, account, secretId }: LocatedSecret,
  by: LeakSource,
  origin: Origin,
): Promise<void> {
  const caller = systemCaller(account, origin, by);
  const at = now().toISOString();
  try {
    const { position } = await handle.change(caller, { integratorKeyId }, (key) =>
      revokeSecret(key, { secretId, allowLastUsable: true, by, now: at }),
    );
    const { correlationId: reqId, sourceIp } = origin;
    if (position === null) return;
    leaked(by, 'revoked');
    log.warn({ reqId, sourceIp, by, integratorKeyId, secretId }, 'leaked secret revoked');
  } catch (error) {
    if (!refusalsIn(error)?.some(({ code }) => code === 'KEY_DELETED')) throw error;
  }
}
