import { Ctx, Field, FieldResolver, Int, ObjectType, Resolver, Root } from 'type-graphql';
import type { SafeToRetire as Judged, Verdict } from '../../domain/usage/safe-to-retire.js';
import { showSafeToRetire } from '../../operations/usage/show-safe-to-retire.js';
import type { Context } from '../server/context.js';
import { Keypair, Secret } from '../vocabulary/credentials.js';
import { RetirementVerdict } from '../vocabulary/enums.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';
import { atMost } from './usage.js';

@ObjectType({ description: 'Whether anybody would miss a credential that is retired now, and what says so.' })
export class SafeToRetire implements Judged {
  @Field(() => RetirementVerdict, { description: 'Whether it is safe to retire.' }) verdict!: Verdict;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it was last used, rounded down to 15 minutes; null: no use is known.',
  })
  lastUsedAt!: string | null;
  @Field(() => Int, { description: 'Uses on this day and the one before, UTC; at most 2,147,483,647.' })
  usesTodayAndYesterday!: number;
  @Field(() => Int, { description: 'Uses on this day and the 29 before, UTC; at most 2,147,483,647.' })
  usesLast30Days!: number;
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when its use is observed, but for gaps that `evidence` tells; null: not yet.',
  })
  observedSince!: string | null;
  @Field(() => String, {
    description:
      'For how long nobody has shown it, of the time that was observed: an ISO 8601 duration in days and hours, such as `P7DT5H`.',
  })
  quietFor!: string;
  @Field(() => [String], {
    description: 'What the verdict rests on, and what is missing: sentences for people, which may change.',
  })
  evidence!: string[];
}

const Judging = () =>
  FieldResolver(() => SafeToRetire, {
    nullable: true,
    description: 'Whether anybody would miss it. Null when its use cannot be read now, and of the past.',
  });

/** Before it was there, or is valid, nobody can use it: that is no quiet. */
const later = (one: string, other: string | null = null) => (other !== null && other > one ? other : one);

async function judged(credential: { id: string; isPast?: boolean }, usableSince: string, context: Context) {
  if (credential.isPast) return null;
  const found = await showSafeToRetire(context, { id: credential.id, usableSince });
  if (!found) return null;
  const { usesTodayAndYesterday, usesLast30Days } = found;
  return {
    ...found,
    usesTodayAndYesterday: atMost(usesTodayAndYesterday),
    usesLast30Days: atMost(usesLast30Days),
  };
}

@Resolver(() => Secret)
export class SecretSafeToRetire {
  @Judging()
  safeToRetire(@Root() secret: Secret, @Ctx() context: Context): Promise<SafeToRetire | null> {
    return judged(secret, later(secret.createdAt, secret.notBefore), context);
  }
}

@Resolver(() => Keypair)
export class KeypairSafeToRetire {
  @Judging()
  safeToRetire(@Root() keypair: Keypair, @Ctx() context: Context): Promise<SafeToRetire | null> {
    return judged(keypair, later(keypair.createdAt), context);
  }
}
