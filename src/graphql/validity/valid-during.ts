import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { validity } from '../../../projections/validity/index.js';
import { countIntervals, listIntervals } from '../../../projections/validity/list.js';
import type { ValidityKind as Kind } from '../../domain/validity/validity.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import { windowUntilNow } from '../../operations/validity/window-until-now.js';
import type { Context } from '../server/context.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { Environment, ValidityKind } from '../vocabulary/enums.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect } from '../vocabulary/paging.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';
import { ValidIntervalConnection } from './interval.js';

@Resolver()
export class ValidDuringQuery {
  @Query(() => ValidIntervalConnection, {
    description:
      'Everything that could get somebody in at some moment of a span of time, of the keys that you may see: an entry for each interval, by its beginning and then by id. The span is cut at now; intervals are whole, as they are known now.',
  })
  async validDuring(
    @Arg('from', () => DateTimeScalar, { description: 'First moment of the span, which may not lie ahead.' })
    from: Date,
    @Arg('to', () => DateTimeScalar, { description: 'The moment after the span.' }) to: Date,
    @Arg('environment', () => Environment, { nullable: true, description: 'Only what counts there.' })
    environment: Env | null,
    @Arg('kind', () => ValidityKind, { nullable: true, description: 'Only what is of this kind.' })
    kind: Kind | null,
    @Args(() => PageArgs) page: PageArgs,
    @AtLeast() atLeast: string | undefined,
    @Ctx() { views, reads, caller, now }: Context,
  ) {
    const asked = now();
    const window = windowUntilNow({ from, to }, asked);
    await reads.ready(validity.name, atLeast);
    const listing = { sight: caller.reach, window, environment, kind, now: asked.toISOString() };
    return connect(
      {
        name: 'validDuring',
        descending: false,
        key: ['', ''],
        read: (request) => listIntervals(views, listing, request),
        count: () => countIntervals(views, listing),
      },
      page,
    );
  }
}
