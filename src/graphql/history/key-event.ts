import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import type { Earlier } from '../../domain/audit/told.js';
import type { ToldKeyEvent } from '../../operations/audit/told-of-account.js';
import { RecordedEvent } from '../audit/recorded-event.js';
import { Actor } from '../vocabulary/actor.js';
import { connectionOf } from '../vocabulary/connection.js';
import { Environment, EventType } from '../vocabulary/enums.js';
import { DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';

@ObjectType({ description: 'One value of an event.', simpleResolvers: true })
export class KeyEventDetail {
  @Field(() => String, { description: 'Such as `secretId`, `environment`, `lastFour`.' }) name!: string;
  @Field(() => String, {
    nullable: true,
    description: 'The value as text; null when the event has none, or is planned and will get one.',
  })
  value!: string | null;
}

export type ShownKeyEvent = ToldKeyEvent;

@ObjectType({
  description: 'One event of a key: who, when, what, from where, why.',
  simpleResolvers: true,
  implements: RecordedEvent,
})
export class KeyEvent implements ShownKeyEvent {
  @Field(() => ID, { description: 'Id of the event.' }) id!: string;
  @Field(() => ID, { description: 'The key.' }) integratorKeyId!: string;
  account!: string;
  @Field(() => EventType, { description: 'Type of the event, as in the log.' })
  type!: HistoryEntry['type'];
  @Field(() => DateTimeScalar, { description: 'When it happened.' }) recordedAt!: string;
  @Field(() => Int, { description: 'Its number among the events of the key, from 0.' }) revision!: number;
  @Field(() => PositionScalar, { description: 'Its position in the whole log: resume `keyEvents` after it.' })
  position!: string;
  @Field(() => Actor, { description: 'Who did it.' }) actor!: HistoryEntry['actor'];
  @Field(() => String, { nullable: true, description: 'The reason that the actor gave.' }) reason!: string | null;
  @Field(() => String, { nullable: true, description: 'IP address that the command came from.' }) sourceIp!:
    string | null;
  @Field(() => String, { nullable: true, description: 'User agent that the command came from.' }) userAgent!:
    string | null;
  @Field(() => ID, { description: 'Shared by all events of one conversation.' }) correlationId!: string;
  @Field(() => ID, { description: 'Shared by the events of one command.' }) commandId!: string;
  @Field(() => ID, {
    nullable: true,
    description: 'The approved proposal that it is the application of; null for most events.',
  })
  proposalId!: string | null;
  @Field(() => Environment, {
    nullable: true,
    description: 'The environment that it concerns; null when it concerns the whole key.',
  })
  environment!: HistoryEntry['environment'];
  earlier!: Earlier;
  @Field(() => [KeyEventDetail], { description: 'Values of the event, without secret ones.' })
  details!: HistoryEntry['details'];
}

export const KeyEventConnection = connectionOf('KeyEvent', () => KeyEvent, 'events');
