import { Arg, Args, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { keyDetails } from '../../../projections/key-details/index.js';
import { countViolations, listViolations, type Violation } from '../../../projections/key-details/list-violations.js';
import { accountOf } from '../../app/access/authorize.js';
import { evolve, newAccount } from '../../domain/account/account.js';
import { effectivePolicy } from '../../domain/account/effective-policy.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import type { Context } from '../server/context.js';
import { connectionOf } from '../vocabulary/connection.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { Environment, PolicyRule, ValidityKind } from '../vocabulary/enums.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect } from '../vocabulary/paging.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';

@ObjectType({
  description: 'A credential that counts, or will, and breaks a rule of the policy.',
  simpleResolvers: true,
})
export class PolicyViolation implements Violation {
  @Field(() => ID, { description: 'The credential.' }) credentialId!: string;
  @Field(() => ID, { description: 'Its key.' }) integratorKeyId!: string;
  @Field(() => ValidityKind, { description: 'What it is. No rule is about keypairs now.' }) kind!: Violation['kind'];
  @Field(() => Environment, { description: 'Where it counts.' }) environment!: Env;
  @Field(() => String, { description: 'Its label, else `...` and its last four characters.' }) label!: string;
  @Field(() => PolicyRule, { description: 'What it breaks; one that breaks several rules is listed once for each.' })
  rule!: Violation['rule'];
  @Field(() => DateTimeScalar, { description: 'When it was made.' }) since!: string;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'It does not count from then on; null: it has no end.',
  })
  endsAt!: string | null;
}

const PolicyViolationConnection = connectionOf(
  'PolicyViolation',
  () => PolicyViolation,
  'credentials that break the policy',
);

@Resolver()
export class PolicyViolationsQuery {
  @Query(() => PolicyViolationConnection, {
    description:
      'The credentials of the keys that you may see that break the policy of your account as it counts now, most of them because they are older than it: the oldest first. Those of a disabled key, or in suspended production, and disabled ones are not among them.',
  })
  async policyViolations(
    @Arg('environment', () => Environment, { nullable: true, description: 'Only what counts there.' })
    environment: Env | null,
    @Args(() => PageArgs) page: PageArgs,
    @AtLeast() atLeast: string | undefined,
    @Ctx() { accountHistory, views, reads, caller, now, policyDefaults }: Context,
  ) {
    const account = accountOf(caller.actor);
    const { policy: own } = (await accountHistory(account)).reduce(evolve, newAccount);
    await reads.ready(keyDetails.name, atLeast);
    const policy = effectivePolicy(own, policyDefaults);
    const listing = { account, owner: caller.reach.owner, environment, policy, now: now().toISOString() };
    return connect(
      {
        name: 'policyViolations',
        descending: false,
        key: ['', '', ''],
        read: (request) => listViolations(views, listing, request),
        count: () => countViolations(views, listing),
      },
      page,
    );
  }
}
