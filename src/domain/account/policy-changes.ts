import { Refusal, together } from '../refusal/refusal.js';
import { MAX_SECRETS } from '../secrets/refusals.js';
import type { Account, AccountPolicy } from './account.js';
import type { PolicySettings } from './facts.js';
import { isLongestLife } from './longest-life.js';

/** Settings to change: what is absent stays as it is, null takes away. */
export type PolicyChanges = { readonly [Setting in keyof PolicySettings]?: PolicySettings[Setting] | undefined };

/** The policy with the changes in it; undefined when it is that already. */
export function changed({ policy }: Account, changes: PolicyChanges): AccountPolicy | undefined {
  together(
    () => lifeIsValid(changes),
    () => maximumIsValid(changes),
  );
  const after = <Setting extends keyof PolicySettings>(setting: Setting): PolicySettings[Setting] => {
    const wanted: PolicySettings[Setting] | undefined = changes[setting];
    return wanted === undefined ? policy[setting] : wanted;
  };
  // setting by setting: other properties of the input must not get into the log
  const next: AccountPolicy = {
    productionChanges: after('productionChanges'),
    longestSecretLife: after('longestSecretLife'),
    secretExpiryRequired: after('secretExpiryRequired'),
    maxSecretsPerEnvironment: after('maxSecretsPerEnvironment'),
    keypairsOnly: after('keypairsOnly'),
    leakedSecrets: after('leakedSecrets'),
  };
  const settings = Object.keys(next) as (keyof PolicySettings)[];
  return settings.every((setting) => next[setting] === policy[setting]) ? undefined : next;
}

function lifeIsValid({ longestSecretLife: life }: PolicyChanges): void {
  if (life != null && !isLongestLife(life)) throw new Refusal('SECRET_LIFE_INVALID', ['longestSecretLife']);
}

function maximumIsValid({ maxSecretsPerEnvironment: most }: PolicyChanges): void {
  if (most != null && !(Number.isInteger(most) && most >= 1 && most <= MAX_SECRETS))
    throw new Refusal('SECRET_MAXIMUM_INVALID', ['maxSecretsPerEnvironment']);
}
