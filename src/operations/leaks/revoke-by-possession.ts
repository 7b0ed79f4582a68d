import type { Services } from '../asking.js';
import { locateSecret, untilAllIsFound } from './locate-secret.js';
import type { Origin } from '../../app/access/system-actor.js';
import { revokeLeakedSecret } from './revoke-leaked-secret.js';

type Revoking = Pick<
  Services,
  'views' | 'verifier' | 'head' | 'reads' | 'handle' | 'now' | 'log' | 'leaked' | 'checkpoints'
>;

/**
 * Revokes the secret that this text is, if it is one. What can fail fails before it is known whether it is: a store that is away is
 * away for every text. Resolves when the revocation is durable, to how far the log was before it.
 */
export async function revokeByPossession(services: Revoking, text: string, origin: Origin): Promise<string> {
  services.checkpoints?.requireWhole();
  const position = await untilAllIsFound(services);
  const located = locateSecret(services, { account: null, owner: null }, text);
  if (located) await revokeLeakedSecret(services, located, 'possession', origin);
  return position;
}
