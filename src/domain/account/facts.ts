/** `FOUR_EYES`: what widens production takes two people. `DIRECT`: one is enough. */
export type ProductionChanges = 'FOUR_EYES' | 'DIRECT';

/** What an account has decided of itself: a record, to which settings are added. */
export interface PolicySettings {
  /** Null: never set, or taken away; it means `DIRECT`. */
  productionChanges: ProductionChanges | null;
}

interface OfProposal {
  proposalId: string;
}

/** The events of an account: event type -> shape of its data. As for keys, a release freezes the shapes. */
export interface AccountFacts {
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
