import { Arg, Resolver, Root, Subscription, type SubscribeResolverData } from 'type-graphql';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import type { Context } from '../server/context.js';
import { followKeyEvents } from '../../operations/history/follow-key-events.js';
import { KeyEvent } from './key-event.js';
import { PositionScalar } from '../vocabulary/scalars.js';

@Resolver()
export class KeyEventsSubscription {
  @Subscription(() => KeyEvent, {
    description:
      'Events of the keys that you may see, as they happen. To resume, give the position of the last event you got.',
    subscribe: ({ args, context }: SubscribeResolverData<unknown, { after?: string | null }, Context>) =>
      followKeyEvents(context, args.after),
  })
  keyEvents(
    @Root() event: HistoryEntry,
    @Arg('after', () => PositionScalar, {
      nullable: true,
      description: 'Only events after this position; without it, only new events.',
    })
    _after: string | null,
  ): HistoryEntry {
    return event;
  }
}
