import type { PolicyDefaults } from '../domain/account/effective-policy.js';
import type { GoLiveRules } from '../domain/go-live/go-live-rules.js';
import type { RedirectUriPolicy } from '../domain/redirect-uris/redirect-uri-policy.js';
import type { RetirementLimits } from '../domain/usage/observations.js';
import { silenceLimits } from '../domain/usage/runs.js';
import type { Config } from './config.js';

interface DomainRules {
  redirectUriPolicy: RedirectUriPolicy;
  goLiveRules: GoLiveRules;
  policyDefaults: PolicyDefaults;
  retirementLimits: RetirementLimits;
  webhookRules: { httpToo: boolean };
}

/** The settings that the rules of the domain take, as they take them. */
export function domainRulesOf(config: Config): DomainRules {
  const { privateUseSchemes, localhostAnyPort, goLive: decision } = config;
  const limits = { maxCredentialAge: config.goLiveMaxCredentialAgeDays, minUses: config.goLiveMinUses };
  const redirectUriPolicy = { privateUseSchemes: privateUseSchemes ?? [], localhostAnyPort };
  const { longestSecretLife, secretExpiryRequired, maxSecretsPerEnvironment, keypairsOnly, leakedSecrets } = config;
  const ofSecrets = { longestSecretLife, secretExpiryRequired, maxSecretsPerEnvironment, keypairsOnly };
  const goLiveRules = { decision, limits };
  const { safeObservedDays: observedDays, safeQuietDays: quietDays, maxStaleS } = config;
  const retirementLimits = { observedDays, quietDays, ...silenceLimits(1000 * maxStaleS) };
  const webhookRules = { httpToo: config.webhookPrivateAddresses };
  return {
    redirectUriPolicy,
    goLiveRules,
    policyDefaults: { ...ofSecrets, leakedSecrets },
    retirementLimits,
    webhookRules,
  };
}
