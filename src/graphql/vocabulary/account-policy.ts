import { Field, ID, Int, ObjectType } from 'type-graphql';
import { evolve, newAccount, openProposal, type PolicyProposal } from '../../domain/account/account.js';
import type { PolicySettings } from '../../domain/account/facts.js';
import type { RecordedAccountEvent } from '../../domain/account/recorded.js';
import { ProductionChanges } from './enums.js';
import { DateTimeScalar } from './scalars.js';

type Changes = PolicySettings['productionChanges'];
const Production = (description: string) =>
  Field(() => ProductionChanges, { nullable: true, description: `${description}; null: not set, which means DIRECT.` });

@ObjectType({ description: 'A policy that an administrator has proposed and no other has decided on yet.' })
export class AccountPolicyProposal {
  @Field(() => ID, { description: 'A GUID: give it as `proposalId`.' }) id!: string;
  @Production('How many people it will take to widen production') productionChanges!: Changes;
  @Field(() => ID, { description: 'Actor id of who proposed it: any other administrator may approve it.' })
  proposedBy!: string;
  @Field(() => DateTimeScalar, { description: 'When it was proposed.' }) proposedAt!: string;
  @Field(() => DateTimeScalar, { description: 'It cannot be decided on from then on.' }) expiresAt!: string;
}

/** The fields as they are in the log; `account-policy-fields.ts` has the history. */
@ObjectType({ description: 'What an account has decided of itself.', simpleResolvers: true })
export class AccountPolicy {
  @Field(() => ID, { description: 'The account.' }) account!: string;
  @Production('How many people it takes to widen production') productionChanges!: Changes;
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

/** The policy of an account after these events. `at`: ISO 8601 UTC, by which a proposal may have expired. */
export function shownPolicy(account: string, events: readonly RecordedAccountEvent[], at: string): ShownPolicy {
  const state = events.reduce(evolve, newAccount);
  const open = openProposal(state, at);
  return { account, ...state.policy, revision: events.length - 1, proposal: open ? shown(open) : null, events };
}

const shown = ({ policy, status: _, ...proposal }: PolicyProposal): AccountPolicyProposal => ({
  ...proposal,
  ...policy,
});
