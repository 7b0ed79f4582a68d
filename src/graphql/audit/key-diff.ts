import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { findKey } from '../../../projections/key-details/find.js';
import { foldKeyDetails } from '../../../projections/key-details/fold.js';
import { keyDetails } from '../../../projections/key-details/index.js';
import { keyDiff } from '../../domain/audit/key-diff.js';
import { uuidOf } from '../../domain/values/uuid.js';
import type { Past } from '../../operations/history/history-as-of.js';
import { historyBetween } from '../../operations/history/history-between.js';
import { keyThen } from '../../operations/history/key-then.js';
import { noteReading } from '../../operations/audit/note-reading.js';
import { shownAmong } from '../history/shown-among.js';
import { AsOf } from '../key/as-of.js';
import type { Context } from '../server/context.js';
import { AtLeast } from '../vocabulary/decorators.js';
import { KeyChange, type ShownChange } from './key-change.js';

@Resolver()
export class KeyDiffQuery {
  @Query(() => [KeyChange], {
    nullable: true,
    description:
      'What of a key differs between two moments, each with the event that made it so: first what is there at the later one, then what is gone. Before the key was created nothing was there. Null if the key does not exist or you may not see it.',
  })
  async keyDiff(
    @Arg('id', () => ID, { description: 'The integrator key.' }) id: string,
    @Arg('from', () => AsOf, { description: 'The earlier moment.' }) from: AsOf,
    @Arg('to', () => AsOf, { description: 'The later moment.' }) to: AsOf,
    @AtLeast() atLeast: string | undefined,
    @Ctx() context: Context,
  ): Promise<ShownChange[] | undefined> {
    const { views, reads, caller } = context;
    await reads.ready(keyDetails.name, atLeast);
    const keyId = uuidOf(id);
    const found = keyId === undefined ? undefined : findKey(views, caller.reach, keyId);
    if (keyId === undefined || !found) return undefined;
    noteReading(context, caller.actor, found);
    const between = await historyBetween(context, keyId, { from, to });
    const changes = keyDiff({
      ...{ from: await momentOf(between.from), to: await momentOf(between.to), between: between.events },
      evolve: foldKeyDetails,
    });
    const show = shownAmong(between.to?.history ?? []);
    return changes.map(({ event, addedBy, ...change }) => ({
      ...{ ...change, event: event && show(event), addedBy: addedBy && show(addedBy) },
    }));
  }
}

const momentOf = async (past: Past | undefined) => ({
  key: await keyThen(past),
  at: past?.at ?? '',
});
