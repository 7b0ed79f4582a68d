import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { AccountEventType as EventType } from '../../domain/account/facts.js';
import type { RecordedAccountEvent } from '../../domain/account/recorded.js';
import { KeyEventDetail } from '../history/key-event.js';
import { Actor } from '../vocabulary/actor.js';
import { connectionOf } from '../vocabulary/connection.js';
import { AccountEventType } from '../vocabulary/enums.js';
import { DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';

@ObjectType({ description: 'One event of an account: who, when, what, why.', simpleResolvers: true })
export class AccountEvent {
  @Field(() => ID, { description: 'Id of the event.' }) id!: string;
  @Field(() => AccountEventType, { description: 'Type of the event, as in the log.' }) type!: EventType;
  @Field(() => DateTimeScalar, { description: 'When it happened.' }) recordedAt!: string;
  @Field(() => Int, { description: 'Its number among the events of the account, from 0.' }) revision!: number;
  @Field(() => PositionScalar, { description: 'Its position in the whole log.' }) position!: string;
  @Field(() => Actor, { description: 'Who did it.' }) actor!: Actor;
  @Field(() => String, { nullable: true, description: 'The reason that the actor gave.' }) reason!: string | null;
  @Field(() => ID, { description: 'Shared by all events of one conversation.' }) correlationId!: string;
  @Field(() => ID, { description: 'Shared by the events of one command.' }) commandId!: string;
  @Field(() => [KeyEventDetail], { description: 'Values of the event: none of them is secret.' })
  details!: KeyEventDetail[];
}

type Value = string | null;

export const AccountEventConnection = connectionOf('AccountEvent', () => AccountEvent, 'events of an account');

/** An event as people see it. Where from it came stays in the log: developers read this too. */
export function shownEvent({ id, type, revision, position, data, metadata }: RecordedAccountEvent): AccountEvent {
  const { recordedAt, actorId, actorKind, reason, $correlationId: correlationId, commandId } = metadata;
  const actor = { id: actorId, kind: actorKind };
  const details = Object.entries(data).flatMap(([name, value]: [string, Value | readonly Value[]]) =>
    [value].flat().map((one: Value) => ({ name, value: one })),
  );
  return { id, type, recordedAt, revision, position, actor, reason, correlationId, commandId, details };
}
