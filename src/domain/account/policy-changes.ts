import type { Account, AccountPolicy } from './account.js';
import type { PolicySettings } from './facts.js';

/** Settings to change: what is absent stays as it is, null takes away. */
export type PolicyChanges = { readonly [Setting in keyof PolicySettings]?: PolicySettings[Setting] | undefined };

/** The policy with the changes in it; undefined when it is that already. */
export function changed({ policy }: Account, { productionChanges }: PolicyChanges): AccountPolicy | undefined {
  // setting by setting: other properties of the input must not get into the log
  const next: AccountPolicy = {
    productionChanges: productionChanges === undefined ? policy.productionChanges : productionChanges,
  };
  return next.productionChanges === policy.productionChanges ? undefined : next;
}
