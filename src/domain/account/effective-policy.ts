import { durationMs } from '../values/duration.js';
import { MAX_SECRETS } from '../secrets/refusals.js';
import type { AccountPolicy } from './account.js';
import type { LeakedSecrets, PolicySettings, ProductionChanges, SecretPolicySettings } from './facts.js';

/** What counts for an account: its own settings, and where it has none those of the server. */
export interface EffectivePolicy {
  productionChanges: ProductionChanges;
  /** ISO 8601 duration; null: as long as one likes. */
  longestSecretLife: string | null;
  secretExpiryRequired: boolean;
  maxSecretsPerEnvironment: number;
  keypairsOnly: boolean;
  leakedSecrets: LeakedSecrets;
}

/** What counts for all accounts that have set nothing, as the server is configured. */
export type PolicyDefaults = Readonly<SecretPolicySettings>;

/** The policy as it counts. */
export const effectivePolicy = (own: AccountPolicy, defaults: PolicyDefaults): EffectivePolicy => ({
  productionChanges: own.productionChanges ?? 'DIRECT',
  longestSecretLife: own.longestSecretLife ?? defaults.longestSecretLife,
  secretExpiryRequired: own.secretExpiryRequired ?? defaults.secretExpiryRequired ?? false,
  maxSecretsPerEnvironment: own.maxSecretsPerEnvironment ?? defaults.maxSecretsPerEnvironment ?? MAX_SECRETS,
  keypairsOnly: own.keypairsOnly ?? defaults.keypairsOnly ?? false,
  leakedSecrets: own.leakedSecrets ?? defaults.leakedSecrets ?? 'REVOKE',
});

/** Milliseconds that a secret may live. */
export const longestLifeMs = ({ longestSecretLife }: Pick<EffectivePolicy, 'longestSecretLife'>): number =>
  longestSecretLife === null ? Infinity : (durationMs(longestSecretLife) ?? Infinity);

type Looser = { [Setting in keyof PolicySettings]: (before: EffectivePolicy, after: EffectivePolicy) => boolean };

const isLooser: Looser = {
  productionChanges: (before, after) =>
    before.productionChanges === 'FOUR_EYES' && after.productionChanges !== 'FOUR_EYES',
  longestSecretLife: (before, after) => longestLifeMs(after) > longestLifeMs(before),
  secretExpiryRequired: (before, after) => before.secretExpiryRequired && !after.secretExpiryRequired,
  maxSecretsPerEnvironment: (before, after) => after.maxSecretsPerEnvironment > before.maxSecretsPerEnvironment,
  keypairsOnly: (before, after) => before.keypairsOnly && !after.keypairsOnly,
  leakedSecrets: (before, after) => before.leakedSecrets === 'REVOKE' && after.leakedSecrets === 'REPORT',
};

/** The settings that allow more after than before. */
export const loosened = (before: EffectivePolicy, after: EffectivePolicy): (keyof PolicySettings)[] =>
  (Object.keys(isLooser) as (keyof PolicySettings)[]).filter((setting) => isLooser[setting](before, after));
