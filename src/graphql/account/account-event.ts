import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccountEventType } from '../../domain/account/facts.js';
import type { Earlier } from '../../domain/audit/told.js';
import type { ToldAccountEvent } from '../../operations/account/told-account-event.js';
import { RecordedEvent } from '../audit/recorded-event.js';
import { KeyEventDetail } from '../history/key-event.js';
import { Actor } from '../vocabulary/actor.js';
import { connectionOf } from '../vocabulary/connection.js';
import { EventType } from '../vocabulary/enums.js';
import { DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';

@ObjectType({
  description: 'One event of an account: who, when, what, why.',
  simpleResolvers: true,
  implements: RecordedEvent,
})
export class AccountEvent implements ToldAccountEvent {
  @Field(() => ID, { description: 'Id of the event.' }) id!: string;
  @Field(() => EventType, { description: 'Type of the event, as in the log.' }) type!: AccountEventType;
  @Field(() => DateTimeScalar, { description: 'When it happened.' }) recordedAt!: string;
  @Field(() => Int, { description: 'Its number among the events of the account, from 0.' }) revision!: number;
  @Field(() => PositionScalar, { description: 'Its position in the whole log.' }) position!: string;
  @Field(() => Actor, { description: 'Who did it.' }) actor!: Actor;
  @Field(() => String, { nullable: true, description: 'The reason that the actor gave.' }) reason!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'IP address that the command came from; null but for administrators and auditors.',
  })
  sourceIp!: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'User agent that the command came from; null but for administrators and auditors.',
  })
  userAgent!: string | null;
  @Field(() => ID, { description: 'Shared by all events of one conversation.' }) correlationId!: string;
  @Field(() => ID, { description: 'Shared by the events of one command.' }) commandId!: string;
  @Field(() => [KeyEventDetail], { description: 'Values of the event: none of them is secret.' })
  details!: KeyEventDetail[];
  account!: string;
  earlier!: Earlier;
}

export const AccountEventConnection = connectionOf('AccountEvent', () => AccountEvent, 'events of an account');
