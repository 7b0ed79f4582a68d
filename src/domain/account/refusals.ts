import { MAX_SECRETS } from '../secrets/refusals.js';

export const LONGEST_LIFE_DAYS = 3650;

/** Of the policy of an account, and of what breaks it. */
export const accountRefusals = {
  SECRET_LIFE_INVALID: `The longest life of a secret is an ISO 8601 duration of days and time, such as P90D or PT12H, of more than 0 and at most ${LONGEST_LIFE_DAYS} days.`,
  SECRET_MAXIMUM_INVALID: `The most secrets in an environment are a whole number from 1 to ${MAX_SECRETS}.`,
  SECRET_EXPIRY_REQUIRED: 'The policy of the account takes no secret without an expiry.',
  SECRET_LIFE_TOO_LONG:
    'The policy of the account takes no secret that lives as long as that; give it an earlier expiry.',
  KEYPAIRS_ONLY: 'The policy of the account takes no secrets; add a keypair.',
} as const;
