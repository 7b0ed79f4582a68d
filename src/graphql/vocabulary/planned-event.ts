import { Field, ObjectType } from 'type-graphql';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import { KeyEventDetail } from '../history/key-event.js';

@ObjectType({ description: 'An event that a mutation would append.', simpleResolvers: true })
export class PlannedEvent implements Pick<HistoryEntry, 'details'> {
  @Field(() => String, { description: 'Type of the event, as in the log: of a key or of an account.' }) type!: string;
  @Field(() => [KeyEventDetail], {
    description:
      'Values as the history shows them; null are those that would be made: ids, and all of new credentials.',
  })
  details!: HistoryEntry['details'];
}
