import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { FieldChange as Change } from '../../domain/audit/changes.js';
import type { Subject, SubjectKind as Kind } from '../../domain/audit/subject.js';
import type { EventType as Type } from '../../domain/audit/told.js';
import { Actor } from '../vocabulary/actor.js';
import { EventType, SubjectKind } from '../vocabulary/enums.js';
import { DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';

@ObjectType({ description: 'What an event was done to.', simpleResolvers: true })
export class EventSubject implements Subject {
  @Field(() => SubjectKind, { description: 'What kind of thing it is.' }) kind!: Kind;
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => String, {
    description:
      'What people called it then: of a secret its label, or `...` and its last four characters; of a keypair its label or `kid`; of a key, and of what is asked or proposed for it, the name of the key.',
  })
  label!: string;
}

@ObjectType({
  description: 'What an event changed. Masked: no secret is in it, and no digest of one.',
  simpleResolvers: true,
})
export class FieldChange implements Change {
  @Field(() => String, { description: 'Such as `status`, `name`, `redirectUri`, `goLive`, `expiresAt`.' })
  field!: string;
  @Field(() => String, { nullable: true, description: 'As it was; null when nothing was there.' }) before!:
    string | null;
  @Field(() => String, { nullable: true, description: 'As it is from then on; null when nothing is.' }) after!:
    string | null;
}

function typeOf(event: { type: string }): string {
  if (event.type === 'HistoryRead') return event.type;
  return 'integratorKeyId' in event ? 'KeyEvent' : 'AccountEvent';
}

/** What is not here is worked out by `recorded-event-fields.ts`. */
@InterfaceType({
  description: 'An event, as auditors read it: who, when, what, from where, why, and what it changed.',
  resolveType: typeOf,
})
export class RecordedEvent {
  @Field(() => ID, { description: 'Id of the event.' }) id!: string;
  @Field(() => EventType, { description: 'Type of the event, as in the log.' }) type!: Type | 'HistoryRead';
  @Field(() => DateTimeScalar, { description: 'When it happened.' }) recordedAt!: string;
  @Field(() => PositionScalar, {
    nullable: true,
    description: 'Its position in the whole log; null of what is not in it.',
  })
  position!: string | null;
  @Field(() => Actor, { description: 'Who did it.' }) actor!: Actor;
  @Field(() => String, { nullable: true, description: 'IP address that the command came from.' }) sourceIp!:
    string | null;
  @Field(() => String, { nullable: true, description: 'User agent that the command came from.' }) userAgent!:
    string | null;
  @Field(() => String, { nullable: true, description: 'The reason that the actor gave.' }) reason!: string | null;
  @Field(() => ID, { nullable: true, description: 'Shared by all events of one conversation; null of `HistoryRead`.' })
  correlationId!: string | null;
}
