import { Arg, Ctx, Resolver, Root, Subscription, type SubscribeResolverData } from 'type-graphql';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import type { Context } from '../server/context.js';
import { followKeyEvents, type WhereToBegin } from '../../operations/history/follow-key-events.js';
import { Beginning } from '../vocabulary/enums.js';
import { storedEarlier } from '../../../projections/key-history/list.js';
import { KeyEvent, type ShownKeyEvent } from './key-event.js';
import { PositionScalar } from '../vocabulary/scalars.js';

@Resolver()
export class KeyEventsSubscription {
  @Subscription(() => KeyEvent, {
    description:
      'Events of the keys that you may see, as they happen. To resume, give the position of the last event you got.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, WhereToBegin, Context>) =>
      followKeyEvents(context, args),
  })
  keyEvents(
    @Root() event: HistoryEntry,
    @Arg('after', () => PositionScalar, {
      nullable: true,
      description: 'Only events after this position.',
    })
    _after: string | null,
    @Arg('from', () => Beginning, {
      defaultValue: 'NOW',
      description: 'Where to begin without a position.',
    })
    _from: WhereToBegin['from'],
    @Ctx() { views }: Context,
  ): ShownKeyEvent {
    return { ...event, earlier: storedEarlier(views, event) };
  }
}
