import { Arg, Args, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import { keyDetails } from '../../../projections/key-details/index.js';
import { countExpiring, listExpiring, type Expiring } from '../../../projections/key-details/list-expiring.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import type { Context } from '../server/context.js';
import { connectionOf } from '../vocabulary/connection.js';
import { ExpiryReminder } from '../vocabulary/credentials.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { Environment, ValidityKind } from '../vocabulary/enums.js';
import { PageArgs } from '../vocabulary/page-args.js';
import { connect } from '../vocabulary/paging.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';
import { endOfSpan, WITHIN } from './end-of-span.js';

@ObjectType({ description: 'A secret or a keypair that counts, and ends.', simpleResolvers: true })
export class ExpiringCredential implements Omit<Expiring, 'account'> {
  @Field(() => ID, { description: 'The secret or the keypair.' }) credentialId!: string;
  @Field(() => ID, { description: 'Its key.' }) integratorKeyId!: string;
  @Field(() => ValidityKind, { description: 'What it is.' }) kind!: Expiring['kind'];
  @Field(() => Environment, { description: 'Where it counts.' }) environment!: Env;
  @Field(() => String, { description: 'Its label, else `...` and the end of a secret or the `kid` of a keypair.' })
  label!: string;
  @Field(() => DateTimeScalar, { description: 'It does not count from then on.' }) endsAt!: string;
  @Field(() => ID, { nullable: true, description: 'What takes its place, if it is being rotated.' })
  replacedBy!: string | null;
  @Field(() => [ExpiryReminder], { description: 'The reminders of its end, oldest first.' })
  reminders!: ExpiryReminder[];
}

const ExpiringCredentialConnection = connectionOf(
  'ExpiringCredential',
  () => ExpiringCredential,
  'credentials that end soon',
);

@Resolver()
export class ExpiringCredentialsQuery {
  @Query(() => ExpiringCredentialConnection, {
    description:
      'The secrets and keypairs that count now and end within a time, retiring ones included, of the keys that you may see: the next end first.',
  })
  async expiringCredentials(
    @Arg('within', () => String, { defaultValue: 'P30D', description: `How far ahead: ${WITHIN}` }) within: string,
    @Arg('environment', () => Environment, { nullable: true, description: 'Only what counts there.' })
    environment: Env | null,
    @Args(() => PageArgs) page: PageArgs,
    @AtLeast() atLeast: string | undefined,
    @Ctx() { views, reads, caller, now }: Context,
  ) {
    const at = now().toISOString();
    const until = endOfSpan(within, at);
    await reads.ready(keyDetails.name, atLeast);
    const listing = { sight: caller.reach, environment, now: at, until };
    return connect(
      {
        name: 'expiringCredentials',
        descending: false,
        key: ['', ''],
        read: (request) => listExpiring(views, listing, request),
        count: () => countExpiring(views, listing),
      },
      page,
    );
  }
}
