import { IsOptional, IsUUID } from 'class-validator';
import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql';
import { keyDetails } from '../../../projections/key-details/index.js';
import { countProposals, listProposals } from '../../../projections/key-details/list-proposals.js';
import type { ProposalStatus } from '../../domain/two-people/status.js';
import type { Context } from '../server/context.js';
import { AtLeast, refuses } from '../vocabulary/decorators.js';
import { ChangeProposalStatus } from '../vocabulary/enums.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect } from '../vocabulary/paging.js';
import { shownProposal } from './change-proposal-fields.js';
import { ChangeProposalConnection } from './change-proposal.js';

@InputType({ description: 'Which proposed changes; every given condition must hold.' })
export class ChangeProposalFilter {
  @Field(() => ChangeProposalStatus, {
    nullable: true,
    description: 'Without one, those that are neither applied, declined nor withdrawn.',
  })
  status?: ProposalStatus | null;
  @IsOptional()
  @IsUUID('all', refuses('ID_INVALID'))
  @Field(() => ID, { nullable: true, description: 'Of this key.' })
  integratorKeyId?: string | null;
}

@Resolver()
export class ChangeProposalsQuery {
  @Query(() => ChangeProposalConnection, {
    description: 'Proposed changes of the keys that you may see, the oldest first.',
  })
  async changeProposals(
    @Arg('filter', () => ChangeProposalFilter, { nullable: true, description: 'Which proposals.' })
    filter: ChangeProposalFilter | null,
    @Args(() => PageArgs) page: PageArgs,
    @AtLeast() atLeast: string | undefined,
    @Ctx() { views, reads, caller, now }: Context,
  ) {
    await reads.ready(keyDetails.name, atLeast);
    const listing = { sight: caller.reach, filter: filter ?? {}, now: now().toISOString() };
    return connect(
      {
        name: 'changeProposals',
        descending: false,
        key: ['', ''],
        read(request) {
          const { rows, more } = listProposals(views, { ...listing, page: request });
          return {
            rows: rows.map(({ value, key }) => ({ value: shownProposal(value.key, value.proposal), key })),
            more,
          };
        },
        count: () => countProposals(views, listing),
      },
      page,
    );
  }
}
