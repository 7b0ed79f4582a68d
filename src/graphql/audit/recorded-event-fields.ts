import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { FieldChange as Change } from '../../domain/audit/changes.js';
import type { Subject } from '../../domain/audit/subject.js';
import { changesIn, subjectIn, summaryIn, type ToldOfAccount } from '../../operations/audit/told-of-account.js';
import type { HistoryRead } from './history-read.js';
import { EventSubject, FieldChange, RecordedEvent } from './recorded-event.js';

type Shown = ToldOfAccount | HistoryRead;

const isRead = (event: Shown): event is HistoryRead => event.type === 'HistoryRead';

const whatOf = ({ integratorKeyId, account }: HistoryRead) =>
  integratorKeyId === null ? `the histories of all keys of ${account}` : `the history of the key ${integratorKeyId}`;

@Resolver(() => RecordedEvent)
export class RecordedEventFields {
  @FieldResolver(() => ID, {
    nullable: true,
    description: 'Id of what caused it: the command; null of `HistoryRead`.',
  })
  causationId(@Root() event: Shown): string | null {
    return isRead(event) ? null : event.commandId;
  }

  @FieldResolver(() => String, {
    description:
      'One plain sentence, such as `ada@acme.example added secret ...4Foq to DEMO; it ends on 2027-01-31`. For people: its words may change.',
  })
  summary(@Root() event: Shown): string {
    return isRead(event) ? `${event.actor.id} read ${whatOf(event)}` : summaryIn(event);
  }

  @FieldResolver(() => EventSubject, { description: 'What it was done to.' })
  subject(@Root() event: Shown): Subject {
    if (!isRead(event)) return subjectIn(event);
    const { integratorKeyId: key, account } = event;
    return { kind: key === null ? 'ACCOUNT' : 'KEY', id: key ?? account, label: key ?? account };
  }

  @FieldResolver(() => [FieldChange], {
    description:
      'What it changed. What the clock does is no event: a request that had expired is `IN_REVIEW` here. What follows from it for others is not repeated: a key that is deleted takes its credentials with it.',
  })
  changes(@Root() event: Shown): Change[] {
    return isRead(event) ? [] : changesIn(event);
  }
}
