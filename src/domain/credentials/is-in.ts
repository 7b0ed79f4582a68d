import type { ExistingKey } from '../key/key.js';
import type { Environment } from '../values/environment.js';

/** What decides, beside its own dates and status, whether anything of a key counts. */
export interface Standing {
  status: ExistingKey['status'];
  environments: readonly Environment[];
  /** Production does not count until it is resumed. */
  suspended: boolean;
}

/** May the key be used in this environment at all? */
export const isIn = (key: Standing, environment: Environment) =>
  key.status === 'ACTIVE' && key.environments.includes(environment) && !isSuspended(key, environment);

export const isSuspended = ({ suspended }: Pick<Standing, 'suspended'>, environment: Environment) =>
  suspended && environment === 'PRODUCTION';
