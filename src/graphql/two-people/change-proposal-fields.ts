import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ProposalOfKey } from '../../../projections/key-details/list-proposals.js';
import { proposalStatus } from '../../domain/two-people/status.js';
import { timeOf, type AnsweredKey } from '../vocabulary/answered-key.js';
import type { Context } from '../server/context.js';
import { ChangeProposalStatus } from '../vocabulary/enums.js';
import { IntegratorKey } from '../vocabulary/integrator-key.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect, inMemory } from '../vocabulary/paging.js';
import { ChangeProposal, ChangeProposalConnection, ProposedChange } from './change-proposal.js';
import { shownRotation } from './proposed-rotations.js';

type Shown = { ofKey: AnsweredKey; proposal: ProposalOfKey['proposal'] };

/** A proposal as its resolvers take it. */
export const shownProposal = (ofKey: AnsweredKey, proposal: Shown['proposal']) => ({ ...proposal, ofKey, proposal });

@Resolver(() => IntegratorKey)
export class KeyProposals {
  @FieldResolver(() => ChangeProposalConnection, { description: 'All changes that were proposed, oldest first.' })
  proposals(@Root() key: AnsweredKey, @Args(() => PageArgs) page: PageArgs) {
    const all = key.proposals.map((proposal) => shownProposal(key, proposal));
    return connect(inMemory('proposals', all), page);
  }
}

@Resolver(() => ChangeProposal)
export class ChangeProposalFields {
  @FieldResolver(() => IntegratorKey, { description: 'The key.' })
  integratorKey(@Root() { ofKey }: Shown) {
    return ofKey;
  }

  @FieldResolver(() => ChangeProposalStatus, { description: 'How it stands.' })
  status(@Root() { ofKey, proposal }: Shown, @Ctx() { now }: Context) {
    return proposalStatus(ofKey, proposal, timeOf(ofKey, now));
  }

  @FieldResolver(() => ProposedChange, { description: 'What it would change.' })
  change(@Root() { proposal }: Shown) {
    const { name, description, privacyPolicyUrl, termsOfUseUrl, mobileApp, rotateSecrets, rotateKeypairs, ...lists } =
      proposal.change;
    const details = Object.entries({ name, description, privacyPolicyUrl, termsOfUseUrl, mobileApp })
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => ({ name: field, value: value == null ? null : String(value) }));
    const rotations = {
      rotateSecrets: (rotateSecrets ?? []).map(shownRotation),
      rotateKeypairs: (rotateKeypairs ?? []).map(shownRotation),
    };
    return { ...lists, ...rotations, details };
  }
}
