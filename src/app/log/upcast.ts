import { noSecretSettings } from '../../domain/account/secret-settings.js';

/** Brings the data of an event from one version to the next. */
type Upcaster = (data: object) => object;

const withSecretSettings: Upcaster = (data) => ({ ...noSecretSettings, ...data });

/** Of each event that has had a version with fewer fields: the steps from version 1 on. Where a step is missing, nothing changes. */
const upcasters: Readonly<Record<string, readonly Upcaster[]>> = {
  AccountPolicySet: [withSecretSettings],
  AccountPolicyProposed: [withSecretSettings],
};

/** The data of an event of this version as the newest version has them. */
export function upcast(type: string, version: number, data: object): object {
  const steps = Object.hasOwn(upcasters, type) ? upcasters[type] : undefined;
  return steps ? steps.slice(version - 1).reduce((older, upcaster) => upcaster(older), data) : data;
}
