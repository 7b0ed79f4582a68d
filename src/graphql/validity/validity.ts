import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { validity } from '../../../projections/validity/index.js';
import { validityOfKey } from '../../../projections/validity/list.js';
import type { Lived } from '../../domain/validity/validity.js';
import { uuidOf } from '../../domain/values/uuid.js';
import { accountOf } from '../../app/access/authorize.js';
import { noteReading } from '../../operations/audit/note-reading.js';
import { ownerOf } from '../../../projections/key-history/list.js';
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
    @Ctx() context: Context,
  ): Promise<Lived[] | undefined> {
    const { views, reads, caller, now } = context;
    await reads.ready(validity.name, atLeast);
    const keyId = uuidOf(id);
    const found = keyId === undefined ? undefined : validityOfKey(views, caller.reach, keyId, now().toISOString());
    if (keyId === undefined || !found) return undefined;
    const owner = caller.reach.owner ?? ownerOf(views, keyId);
    noteReading(context, caller.actor, { id: keyId, account: accountOf(caller.actor), owner });
    return found;
  }
}
