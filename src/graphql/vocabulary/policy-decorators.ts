import { Field, Int } from 'type-graphql';
import { MAX_SECRETS } from '../../domain/secrets/refusals.js';
import { LeakedSecrets, ProductionChanges } from './enums.js';

const asked = {
  productionChanges: 'How many people it takes to widen production.',
  longestSecretLife:
    'Longest life of a secret, from its making to its end: an ISO 8601 duration of days and time, such as P90D. It also asks for an end.',
  secretExpiryRequired: 'Does every secret need an expiry?',
  maxSecretsPerEnvironment: `Most secrets of a key in one environment, 1 to ${MAX_SECRETS}; revoked, expired and retiring ones do not count.`,
  keypairsOnly: 'Do keys get keypairs, and no secrets?',
  leakedSecrets: 'What is done to a secret that a scanner has found in public.',
} as const;

type Setting = keyof typeof asked;
const types = {
  productionChanges: () => ProductionChanges,
  longestSecretLife: () => String,
  secretExpiryRequired: () => Boolean,
  maxSecretsPerEnvironment: () => Int,
  keypairsOnly: () => Boolean,
  leakedSecrets: () => LeakedSecrets,
} as const;
const typeOf = (setting: Setting) => types[setting] as () => typeof String;

const withoutOne = (setting: Setting) =>
  setting === 'productionChanges' ? 'DIRECT without one.' : "Without one the server's own counts.";

/** A setting to change, of the name of the field. */
export const PolicyChange = (setting: Setting) =>
  Field(typeOf(setting), { nullable: true, description: `${asked[setting]} ${withoutOne(setting)}` });

/** A setting as the account has it. */
export const OwnSetting = (setting: Setting) =>
  Field(typeOf(setting), { nullable: true, description: `${asked[setting]} Null: not set. ${withoutOne(setting)}` });

/** A setting as it counts. */
export const EffectiveSetting = (setting: Setting) =>
  Field(typeOf(setting), {
    nullable: setting === 'longestSecretLife',
    description: setting === 'longestSecretLife' ? `${asked[setting]} Null: as long as one likes.` : asked[setting],
  });
