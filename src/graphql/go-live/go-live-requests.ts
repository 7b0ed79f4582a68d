import { Arg, Args, Ctx, Field, InputType, Query, Resolver } from 'type-graphql';
import { keyDetails } from '../../../projections/key-details/index.js';
import { countRequests, listRequests, type RequestSort } from '../../../projections/key-details/list-requests.js';
import { BadArgument } from '../../app/errors/bad-argument.js';
import type { RequestStatus } from '../../domain/go-live/status.js';
import type { Context } from '../server/context.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { GoLiveRequestSortField, GoLiveRequestStatus, SortDirection } from '../vocabulary/enums.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect } from '../vocabulary/paging.js';
import { GoLiveRequestConnection } from './go-live.js';
import { shownRequest } from './go-live-fields.js';

@InputType({ description: 'Which requests to go live; every given condition must hold.' })
export class GoLiveRequestFilter {
  @Field(() => GoLiveRequestStatus, {
    nullable: true,
    description: 'Without one, those that wait for a decision: in review, stale, or expired.',
  })
  status?: RequestStatus | null;
  @Field(() => String, { nullable: true, description: 'Of the keys of this account.' }) account?: string | null;
}

@InputType({ description: 'Order of a list of requests to go live.' })
export class GoLiveRequestSort {
  @Field(() => GoLiveRequestSortField, { defaultValue: 'REQUESTED_AT', description: 'The time to sort by.' })
  field!: RequestSort;
  @Field(() => SortDirection, { defaultValue: 'ASC', description: 'The direction.' }) direction!: 'ASC' | 'DESC';
}

@Resolver()
export class GoLiveRequestsQuery {
  @Query(() => GoLiveRequestConnection, {
    description: 'The queue of reviewers: requests to go live, of the keys that you may see.',
  })
  async goLiveRequests(
    @Arg('filter', () => GoLiveRequestFilter, { nullable: true, description: 'Which requests.' })
    filter: GoLiveRequestFilter | null,
    @Arg('sort', () => GoLiveRequestSort, { nullable: true, description: 'The order; the oldest first without it.' })
    sort: GoLiveRequestSort | null,
    @Args(() => PageArgs) page: PageArgs,
    @AtLeast() atLeast: string | undefined,
    @Ctx() { views, reads, caller, now }: Context,
  ) {
    if (filter?.account?.includes('\0')) throw new BadArgument('A filter has no control characters.');
    const { field = 'REQUESTED_AT', direction = 'ASC' } = sort ?? {};
    await reads.ready(keyDetails.name, atLeast);
    const listing = { sight: caller.reach, filter: filter ?? {}, now: now().toISOString() };
    return connect(
      {
        name: `goLiveRequests ${field}`,
        descending: direction === 'DESC',
        key: ['', ''],
        read(request) {
          const { rows, more } = listRequests(views, { ...listing, sort: field, page: request });
          return { rows: rows.map(({ value, key }) => ({ value: shownRequest(value.key, value.request), key })), more };
        },
        count: () => countRequests(views, listing),
      },
      page,
    );
  }
}
