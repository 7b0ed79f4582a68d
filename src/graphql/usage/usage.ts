import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { AnsweredKey } from '../vocabulary/answered-key.js';
import { showUsage, type ShownUsage } from '../../operations/usage/show-usage.js';
import type { Context } from '../server/context.js';
import { Keypair, Secret } from '../vocabulary/credentials.js';
import { IntegratorKey } from '../vocabulary/integrator-key.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';

const MAX_INT = 2 ** 31 - 1;
/** As GraphQL's Int takes it. */
export const atMost = (count: number) => Math.min(count, MAX_INT);

@ObjectType({
  description:
    'Use by authorization servers: how often they asked for it and were told that it is active. Shown up to 15 seconds late; a crash loses as much.',
})
export class Usage {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, rounded down to 15 minutes; null: not since `observedSince`.',
  })
  lastUsedAt!: string | null;
  @Field(() => Int, { description: 'Uses on this day, UTC; at most 2,147,483,647.' }) usesToday!: number;
  @Field(() => Int, { description: 'Uses on this day and the 29 before, UTC; at most 2,147,483,647.' })
  usesLast30Days!: number;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When it was last refused because of a brownout, rounded down to 15 minutes: somebody still shows it. Null: not since `observedSince`.',
  })
  lastBrownoutHitAt!: string | null;
  @Field(() => Int, { description: 'How often a brownout refused it on this day, UTC; at most 2,147,483,647.' })
  brownoutHitsToday!: number;
  @Field(() => Int, {
    description: 'How often a brownout refused it on this day and the 29 before, UTC; at most 2,147,483,647.',
  })
  brownoutHitsLast30Days!: number;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when uses are recorded and still known, of whatever key; null: not yet.',
  })
  observedSince!: string | null;
}

const shown = (usage: ShownUsage | null): Usage | null =>
  usage && {
    ...usage,
    usesToday: atMost(usage.usesToday),
    usesLast30Days: atMost(usage.usesLast30Days),
    brownoutHitsToday: atMost(usage.brownoutHitsToday),
    brownoutHitsLast30Days: atMost(usage.brownoutHitsLast30Days),
  };

const Used = (description: string) =>
  FieldResolver(() => Usage, {
    nullable: true,
    description: `${description} Null when it cannot be read now, and of the past.`,
  });

@Resolver(() => Secret)
export class SecretUsage {
  @Used('Its use.')
  async usage(@Root() { id, isPast }: Secret & { isPast?: boolean }, @Ctx() context: Context) {
    if (isPast) return null;
    return shown(await showUsage(context, [id]));
  }
}

@Resolver(() => Keypair)
export class KeypairUsage {
  @Used('Its use.')
  async usage(@Root() { id, isPast }: Keypair & { isPast?: boolean }, @Ctx() context: Context) {
    if (isPast) return null;
    return shown(await showUsage(context, [id]));
  }
}

const ids = (things: readonly { id: string }[]) => things.map(({ id }) => id);

@Resolver(() => IntegratorKey)
export class KeyUsage {
  @Used(
    'The use of its secrets and keypairs together, revoked ones included; of a mobile app, of its id alone. A redirect URI that matched is a last use, but counts as none.',
  )
  async usage(@Root() { id, secrets, keypairs, redirectUris, asOf }: AnsweredKey, @Ctx() context: Context) {
    if (asOf?.isPast) return null;
    return shown(await showUsage(context, [id, ...ids(secrets), ...ids(keypairs), ...ids(redirectUris)]));
  }
}
