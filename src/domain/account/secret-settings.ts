import type { SecretPolicySettings } from './facts.js';

/** No setting of them: what an event has that was written before there were any. */
export const noSecretSettings: SecretPolicySettings = {
  longestSecretLife: null,
  secretExpiryRequired: null,
  maxSecretsPerEnvironment: null,
  keypairsOnly: null,
  leakedSecrets: null,
};
