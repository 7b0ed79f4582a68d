import { Field, ID, Int, ObjectType } from 'type-graphql';
import { evolve, newAccount, openProposal, type PolicyProposal } from '../../domain/account/account.js';
import {
  effectivePolicy,
  type EffectivePolicy as Effective,
  type PolicyDefaults,
} from '../../domain/account/effective-policy.js';
import type { LeakedSecrets, PolicySettings, ProductionChanges } from '../../domain/account/facts.js';
import type { RecordedAccountEvent } from '../../domain/account/recorded.js';
import { EffectiveSetting, OwnSetting } from './policy-decorators.js';
import { DateTimeScalar } from './scalars.js';

@ObjectType({ description: 'A policy that an administrator has proposed and no other has decided on yet.' })
export class AccountPolicyProposal implements PolicySettings {
  @Field(() => ID, { description: 'A GUID: give it as `proposalId`.' }) id!: string;
  @OwnSetting('productionChanges') productionChanges!: ProductionChanges | null;
  @OwnSetting('longestSecretLife') longestSecretLife!: string | null;
  @OwnSetting('secretExpiryRequired') secretExpiryRequired!: boolean | null;
  @OwnSetting('maxSecretsPerEnvironment') maxSecretsPerEnvironment!: number | null;
  @OwnSetting('keypairsOnly') keypairsOnly!: boolean | null;
  @OwnSetting('leakedSecrets') leakedSecrets!: LeakedSecrets | null;
  @Field(() => ID, { description: 'Actor id of who proposed it: any other administrator may approve it.' })
  proposedBy!: string;
  @Field(() => DateTimeScalar, { description: 'When it was proposed.' }) proposedAt!: string;
  @Field(() => DateTimeScalar, { description: 'It cannot be decided on from then on.' }) expiresAt!: string;
}

@ObjectType({
  description: 'What counts for an account: its own settings, and where it has none those of the server.',
})
export class EffectivePolicy implements Effective {
  @EffectiveSetting('productionChanges') productionChanges!: ProductionChanges;
  @EffectiveSetting('longestSecretLife') longestSecretLife!: string | null;
  @EffectiveSetting('secretExpiryRequired') secretExpiryRequired!: boolean;
  @EffectiveSetting('maxSecretsPerEnvironment') maxSecretsPerEnvironment!: number;
  @EffectiveSetting('keypairsOnly') keypairsOnly!: boolean;
  @EffectiveSetting('leakedSecrets') leakedSecrets!: LeakedSecrets;
}

/** The fields as they are in the log; `account-policy-fields.ts` has the history. */
@ObjectType({ description: 'What an account has decided of itself.', simpleResolvers: true })
export class AccountPolicy implements PolicySettings {
  @Field(() => ID, { description: 'The account.' }) account!: string;
  @OwnSetting('productionChanges') productionChanges!: ProductionChanges | null;
  @OwnSetting('longestSecretLife') longestSecretLife!: string | null;
  @OwnSetting('secretExpiryRequired') secretExpiryRequired!: boolean | null;
  @OwnSetting('maxSecretsPerEnvironment') maxSecretsPerEnvironment!: number | null;
  @OwnSetting('keypairsOnly') keypairsOnly!: boolean | null;
  @OwnSetting('leakedSecrets') leakedSecrets!: LeakedSecrets | null;
  @Field(() => EffectivePolicy, {
    description: 'What counts: the settings above, and where one is null that of the server.',
  })
  effective!: Effective;
  @Field(() => Int, {
    description: 'Number of the last event of the account, from 0; -1 before the first. Give it as `expectedRevision`.',
  })
  revision!: number;
  @Field(() => AccountPolicyProposal, { nullable: true, description: 'What is proposed now, if anything is.' })
  proposal!: AccountPolicyProposal | null;
}

/** A policy with the events that it follows from. */
export interface ShownPolicy extends AccountPolicy {
  events: readonly RecordedAccountEvent[];
}

interface Showing {
  /** ISO 8601 UTC, by which a proposal may have expired. */
  at: string;
  policyDefaults: PolicyDefaults;
}

/** The policy of an account after these events. */
export function shownPolicy(
  account: string,
  events: readonly RecordedAccountEvent[],
  { at, policyDefaults }: Showing,
): ShownPolicy {
  const state = events.reduce(evolve, newAccount);
  const open = openProposal(state, at);
  const effective = effectivePolicy(state.policy, policyDefaults);
  const proposal = open ? shown(open) : null;
  return { account, ...state.policy, effective, revision: events.length - 1, proposal, events };
}

const shown = ({ policy, status: _, ...proposal }: PolicyProposal): AccountPolicyProposal => ({
  ...proposal,
  ...policy,
});
