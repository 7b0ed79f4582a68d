import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import { Actor } from '../vocabulary/actor.js';
import { connectionOf } from '../vocabulary/connection.js';
import { DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';

@ObjectType({ description: 'One value that an event carries.', simpleResolvers: true })
export class KeyEventDetail {
  @Field(() => String, { description: 'Such as `secretId`, `environment`, `lastFour`.' }) name!: string;
  @Field(() => String, { nullable: true, description: 'The value as text; null when the event says "none".' })
  value!: string | null;
}

@ObjectType({ description: 'One event in the life of a key: who, when, what, from where, why.', simpleResolvers: true })
export class KeyEvent implements HistoryEntry {
  @Field(() => ID, { description: 'Id of the event.' }) id!: string;
  @Field(() => ID, { description: 'The key that it is about.' }) integratorKeyId!: string;
  account!: string;
  @Field(() => String, { description: 'The fact, as it is named in the log, such as `SecretAdded`.' })
  type!: HistoryEntry['type'];
  @Field(() => DateTimeScalar, { description: 'When it happened.' }) recordedAt!: string;
  @Field(() => Int, { description: 'Its place in the life of the key, from 0.' }) revision!: number;
  @Field(() => PositionScalar, { description: 'Its place in the whole log: resume `keyEvents` after it.' })
  position!: string;
  @Field(() => Actor, { description: 'Who did it.' }) actor!: HistoryEntry['actor'];
  @Field(() => String, { nullable: true, description: 'Why, in the words of who did it.' }) reason!: string | null;
  @Field(() => String, { nullable: true, description: 'IP address that the command came from.' }) sourceIp!:
    string | null;
  @Field(() => String, { nullable: true, description: 'User agent that the command came from.' }) userAgent!:
    string | null;
  @Field(() => ID, { description: 'Shared by everything that one conversation caused.' }) correlationId!: string;
  @Field(() => ID, { description: 'Shared by the events of one command.' }) commandId!: string;
  @Field(() => [KeyEventDetail], { description: 'What it says, masked.' }) details!: HistoryEntry['details'];
}

export const KeyEventConnection = connectionOf('KeyEvent', () => KeyEvent, 'events');
