import { Arg, Ctx, Field, ID, InputType, ObjectType, Query, Resolver } from 'type-graphql';
import { validity } from '../../../projections/validity/index.js';
import { validityOfSubject } from '../../../projections/validity/list.js';
import { overlapOf, type Window } from '../../domain/validity/window.js';
import { uuidOf } from '../../domain/values/uuid.js';
import { windowUntilNow } from '../../operations/validity/window-until-now.js';
import type { Context } from '../server/context.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';

@InputType({ description: 'A span of time, half open: `from` is in it, `to` is not.' })
export class TimeRange {
  @Field(() => DateTimeScalar, { description: 'Its first moment, which may not lie ahead.' }) from!: Date;
  @Field(() => DateTimeScalar, { description: 'The moment after it; it is cut at now.' }) to!: Date;
}

@ObjectType({
  description: 'A time in which something counted within a span of time that was asked about, half open.',
  simpleResolvers: true,
})
export class ValidityOverlap implements Window {
  @Field(() => DateTimeScalar, { description: 'It counted from then on, or already before the span.' }) from!: string;
  @Field(() => DateTimeScalar, { description: 'It counted until then, or beyond the span.' }) to!: string;
}

@ObjectType({ description: 'Whether something counted in a span of time.', simpleResolvers: true })
export class WasValid {
  @Field(() => Boolean, { description: 'Did it count at any moment of the span?' }) valid!: boolean;
  @Field(() => [ValidityOverlap], { description: 'When, within the span; empty if it did not.' }) overlaps!: Window[];
}

@Resolver()
export class WasValidQuery {
  @Query(() => WasValid, {
    nullable: true,
    description:
      'Could this secret, keypair or redirect URI get somebody in at that time? Null if it does not exist or you may not see its key.',
  })
  async wasValid(
    @Arg('credentialId', () => ID, { description: 'Id of a secret, a keypair or a redirect URI.' })
    credentialId: string,
    @Arg('during', () => TimeRange, { description: 'The time.' }) during: TimeRange,
    @AtLeast() atLeast: string | undefined,
    @Ctx() { views, reads, caller, now }: Context,
  ): Promise<WasValid | undefined> {
    const asked = now();
    const window = windowUntilNow(during, asked);
    await reads.ready(validity.name, atLeast);
    const id = uuidOf(credentialId);
    const found = id === undefined ? undefined : validityOfSubject(views, caller.reach, id, asked.toISOString());
    if (!found) return undefined;
    const overlaps = found.intervals.flatMap((interval) => overlapOf(interval, window) ?? []);
    return { valid: overlaps.length > 0, overlaps };
  }
}
