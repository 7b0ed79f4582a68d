import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { validity } from '../../../projections/validity/index.js';
import { validityOfKey } from '../../../projections/validity/list.js';
import type { Lived } from '../../domain/validity/validity.js';
import { uuidOf } from '../../domain/values/uuid.js';
import type { Context } from '../server/context.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { Validity } from './interval.js';

@Resolver()
export class ValidityQuery {
  @Query(() => [Validity], {
    nullable: true,
    description:
      'When each secret, keypair and redirect URI that a key has ever had counted, in the order in which they were added; null if the key does not exist or you may not see it.',
  })
  async validity(
    @Arg('id', () => ID, { description: 'The integrator key.' }) id: string,
    @AtLeast() atLeast: string | undefined,
    @Ctx() { views, reads, caller, now }: Context,
  ): Promise<Lived[] | undefined> {
    await reads.ready(validity.name, atLeast);
    const keyId = uuidOf(id);
    return keyId === undefined ? undefined : validityOfKey(views, caller.reach, keyId, now().toISOString());
  }
}
