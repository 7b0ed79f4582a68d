import { Arg, Args, Ctx, Field, ID, InputType, Query, Resolver } from 'type-graphql';
import { keyDetails } from '../../../projections/key-details/index.js';
import { countKeys, listKeys, type KeyFilter, type SortField as Sort } from '../../../projections/key-details/list.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import { MAX_NAME_LENGTH } from '../../domain/values/refusals.js';
import { BadArgument } from '../../app/errors/bad-argument.js';
import { endOfSpan, WITHIN } from '../expiry/end-of-span.js';
import type { Context } from '../server/context.js';
import { unusedSince } from '../../operations/usage/unused-since.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { connect } from '../vocabulary/paging.js';
import { Environment, KeyStatus, SortDirection, SortField } from '../vocabulary/enums.js';
import { IntegratorKeyConnection } from '../vocabulary/integrator-key.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';

@InputType({ description: 'Which keys; every given condition must hold.' })
export class IntegratorKeyFilter implements Omit<KeyFilter, 'endingBy'> {
  @Field(() => String, { nullable: true, description: 'Part of the name, ignoring case.' })
  nameContains?: string | null;
  @Field(() => ID, { nullable: true, description: 'Actor id of the owner.' }) owner?: string | null;
  @Field(() => KeyStatus, { nullable: true, description: 'Without one, deleted keys are left out.' })
  status?: KeyFilter['status'];
  @Field(() => Environment, { nullable: true, description: 'Keys that have this environment.' })
  environment?: Env | null;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Keys with, or without, a secret that is usable now; in `environment` if that is given.',
  })
  hasUsableSecret?: boolean | null;
  @Field(() => String, { nullable: true, description: 'Keys with exactly this redirect URI.' })
  redirectUri?: string | null;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'Keys created before then, and not used since, by any credential, by the id of a mobile app or by a redirect URI that matched. What a brownout refused was used. None while uses are not observed since before then: see `Usage.observedSince`. A use in the same quarter of an hour counts as later.',
  })
  unusedSince?: Date | null;
  @Field(() => String, {
    nullable: true,
    description: `Keys with a credential that counts now and ends within this time: ${WITHIN}`,
  })
  expiresWithin?: string | null;
}

@InputType({ description: 'Order of a list of keys.' })
export class IntegratorKeySort {
  @Field(() => SortField, { defaultValue: 'NAME', description: 'The field to sort by.' }) field!: Sort;
  @Field(() => SortDirection, { defaultValue: 'ASC', description: 'The direction.' }) direction!: 'ASC' | 'DESC';
}

@Resolver()
export class IntegratorKeysQuery {
  @Query(() => IntegratorKeyConnection, { description: 'The keys that you may see: "my integrator keys".' })
  async integratorKeys(
    @Arg('filter', () => IntegratorKeyFilter, { nullable: true, description: 'Which keys.' })
    filter: IntegratorKeyFilter | null,
    @Arg('sort', () => IntegratorKeySort, { nullable: true, description: 'The order; by name without it.' })
    sort: IntegratorKeySort | null,
    @Args(() => PageArgs) page: PageArgs,
    @AtLeast() atLeast: string | undefined,
    @Ctx() { views, reads, caller, now, usage }: Context,
  ) {
    if (Object.values(filter ?? {}).some((value) => String(value).includes('\0')))
      throw new BadArgument('A filter has no control characters.');
    if ((filter?.nameContains?.length ?? 0) > 4 * MAX_NAME_LENGTH)
      throw new BadArgument('No name is as long as `nameContains`.');
    const { field = 'NAME', direction = 'ASC' } = sort ?? {};
    const unused = filter?.unusedSince && (await unusedSince({ usage }, filter.unusedSince));
    await reads.ready(keyDetails.name, atLeast);
    const at = now().toISOString();
    const endingBy = filter?.expiresWithin == null ? null : endOfSpan(filter.expiresWithin, at);
    const listing = { sight: caller.reach, filter: { ...filter, endingBy }, sort: field, now: at, unused };
    return connect(
      {
        name: field,
        descending: direction === 'DESC',
        key: ['', ''],
        read: (request) => listKeys(views, { ...listing, page: request }),
        count: () => countKeys(views, listing),
      },
      page,
    );
  }
}
