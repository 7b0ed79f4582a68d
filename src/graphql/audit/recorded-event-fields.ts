import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { changesOf } from '../../domain/audit/changes.js';
import { subjectOf } from '../../domain/audit/subject.js';
import { summaryOf } from '../../domain/audit/summary.js';
import type { AccountEvent } from '../account/account-event.js';
import type { ShownKeyEvent } from '../history/key-event.js';
import { EventSubject, FieldChange, RecordedEvent } from './recorded-event.js';

type Shown = ShownKeyEvent | AccountEvent;

const streamOf = (event: Shown) => ('integratorKeyId' in event ? event.integratorKeyId : event.account);

@Resolver(() => RecordedEvent)
export class RecordedEventFields {
  @FieldResolver(() => ID, { description: 'Id of what caused it: the command.' })
  causationId(@Root() { commandId }: Shown): string {
    return commandId;
  }

  @FieldResolver(() => String, {
    description:
      'One plain sentence, such as `ada@acme.example added secret ...4Foq to DEMO; it ends on 2027-01-31`. For people: its words may change.',
  })
  summary(@Root() event: Shown): string {
    return summaryOf(event, event.earlier, streamOf(event));
  }

  @FieldResolver(() => EventSubject, { description: 'What it was done to.' })
  subject(@Root() event: Shown) {
    return subjectOf(event, event.earlier, streamOf(event));
  }

  @FieldResolver(() => [FieldChange], {
    description:
      'What it changed. What the clock does is no event: a request that had expired is `IN_REVIEW` here. What follows from it for others is not repeated: a key that is deleted takes its credentials with it.',
  })
  changes(@Root() event: Shown) {
    return changesOf(event, event.earlier);
  }
}
