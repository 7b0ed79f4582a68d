import { counted } from '../credentials/usable.js';
import type { KeyEvent } from '../key/facts.js';
import { evolve, type ExistingKey } from '../key/key.js';
import { Refusal } from '../refusal/refusal.js';
import type { SecretAdded } from '../secrets/facts.js';
import { longestLifeMs, type EffectivePolicy } from './effective-policy.js';

/** The secrets that events add. */
export const secretsAddedBy = (events: readonly KeyEvent[]): SecretAdded[] =>
  events.flatMap((event) => (event.type === 'SecretAdded' ? [event.data] : []));

/**
 * Refuses secrets that the policy of the account does not take, whatever verb adds them to the key. The most that there may be is
 * asked of the key as all of the events leave it. `now`: ISO 8601 UTC.
 */
export function keepsPolicy(key: ExistingKey, events: readonly KeyEvent[], policy: EffectivePolicy, now: string): void {
  const added = secretsAddedBy(events);
  if (added.length === 0) return;
  if (policy.keypairsOnly) throw new Refusal('KEYPAIRS_ONLY');
  for (const { expiresAt } of added) {
    const broken = lifeRuleBroken(policy, now, expiresAt);
    if (broken) throw new Refusal(broken);
  }
  // who acts does not matter to the secrets
  const after = events.map((event) => ({ ...event, metadata: { actorId: '' } })).reduce(evolve, key) as ExistingKey;
  for (const { environment } of added)
    if (counted(after.secrets, environment, now).length > policy.maxSecretsPerEnvironment)
      throw new Refusal('SECRET_LIMIT_REACHED');
}

/** What is wrong with the end of a secret that is made at `from`. A life that is limited has an end. */
export function lifeRuleBroken(
  policy: EffectivePolicy,
  from: string,
  expiresAt: string | null,
): 'SECRET_EXPIRY_REQUIRED' | 'SECRET_LIFE_TOO_LONG' | undefined {
  const longest = longestLifeMs(policy);
  if (expiresAt === null)
    return policy.secretExpiryRequired || longest < Infinity ? 'SECRET_EXPIRY_REQUIRED' : undefined;
  return Date.parse(expiresAt) - Date.parse(from) > longest ? 'SECRET_LIFE_TOO_LONG' : undefined;
}
