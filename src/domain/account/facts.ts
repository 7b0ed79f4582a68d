import type { WebhookFacts } from '../webhooks/facts.js';

/** `FOUR_EYES`: what widens production takes two people. `DIRECT`: one is enough. */
export type ProductionChanges = 'FOUR_EYES' | 'DIRECT';

/** What is done to a secret that a scanner has found in public: revoked at once, or only reported. */
export type LeakedSecrets = 'REVOKE' | 'REPORT';

/** What is asked of secrets that are added. Null: never set, or taken away; then the server's own setting counts. */
export interface SecretPolicySettings {
  /** ISO 8601 duration of days and time, from the making of a secret to its end. */
  longestSecretLife: string | null;
  secretExpiryRequired: boolean | null;
  /** Of those that count against the cap. */
  maxSecretsPerEnvironment: number | null;
  keypairsOnly: boolean | null;
  leakedSecrets: LeakedSecrets | null;
}

/** What an account has decided of itself: a record, to which settings are added. */
export interface PolicySettings extends SecretPolicySettings {
  /** Null: never set, or taken away; it means `DIRECT`. */
  productionChanges: ProductionChanges | null;
}

interface OfProposal {
  proposalId: string;
}

/** The events of an account: event type -> shape of its data. As for keys, a release freezes the shapes. */
export interface AccountFacts extends WebhookFacts {
  /** The settings as they are from now on. */
  AccountPolicySet: PolicySettings & { account: string };
  AccountPolicyProposed: OfProposal & PolicySettings & { expiresAt: string };
  /** `AccountPolicySet` follows in the same append. */
  AccountPolicyApproved: OfProposal;
  /** By another administrator, or by who proposed it: then it is withdrawn. */
  AccountPolicyDeclined: OfProposal & { reasons: readonly string[] };
}

export type AccountEventType = keyof AccountFacts;
export type AccountEvent = { [Type in AccountEventType]: { type: Type; data: AccountFacts[Type] } }[AccountEventType];
