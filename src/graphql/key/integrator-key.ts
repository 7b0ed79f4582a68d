import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { findKey } from '../../../projections/key-details/find.js';
import { keyDetails } from '../../../projections/key-details/index.js';
import { uuidOf } from '../../domain/values/uuid.js';
import type { Context } from '../server/context.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { historyAsOf } from '../../operations/history/history-as-of.js';
import { keyThen } from '../../operations/history/key-then.js';
import { noteReading } from '../../operations/audit/note-reading.js';
import { AsOf } from './as-of.js';
import type { AnsweredKey } from '../vocabulary/answered-key.js';
import { IntegratorKey } from '../vocabulary/integrator-key.js';

@Resolver()
export class IntegratorKeyQuery {
  @Query(() => IntegratorKey, {
    nullable: true,
    description: 'One key; null if it does not exist or you may not see it, without a difference between the two.',
  })
  async integratorKey(
    @Arg('id', () => ID, { description: 'The integrator key.' }) id: string,
    @AtLeast() atLeast: string | undefined,
    @Arg('asOf', () => AsOf, {
      nullable: true,
      description:
        'The key as it was; null before it was created. What the log does not say, such as its use, is null.',
    })
    asOf: AsOf | null,
    @Ctx() context: Context,
  ): Promise<AnsweredKey | undefined> {
    const { views, reads, caller } = context;
    await reads.ready(keyDetails.name, atLeast);
    const keyId = uuidOf(id);
    const key = keyId === undefined ? undefined : findKey(views, caller.reach, keyId);
    if (!key || !asOf) return key;
    noteReading(context, caller.actor, key);
    const past = await historyAsOf(context, key.id, asOf);
    const then = await keyThen(past);
    return past && then && { ...then, asOf: { ...past, isPast: true } };
  }
}
