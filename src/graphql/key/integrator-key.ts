import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { findKey } from '../../../projections/key-details/find.js';
import { keyDetails } from '../../../projections/key-details/index.js';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { uuidOf } from '../../domain/values/uuid.js';
import type { Context } from '../server/context.js';
import { AtLeast } from '../vocabulary/decorators.js';
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
    @Ctx() { views, reads, caller }: Context,
  ): Promise<KeyDetails | undefined> {
    await reads.ready(keyDetails.name, atLeast);
    const keyId = uuidOf(id);
    return keyId === undefined ? undefined : findKey(views, caller.reach, keyId);
  }
}
