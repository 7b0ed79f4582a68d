import { Field, ID, ObjectType } from 'type-graphql';
import { readKeyOf, type HistoryRead as Read } from '../../app/readers/readers-store.js';
import { Actor } from '../vocabulary/actor.js';
import { EventType } from '../vocabulary/enums.js';
import { DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';
import { RecordedEvent } from './recorded-event.js';

@ObjectType({
  description:
    'Somebody has read the history of a key of somebody else: once for each reader, key and hour. It is kept beside the log, not in it.',
  simpleResolvers: true,
  implements: RecordedEvent,
})
export class HistoryRead {
  @Field(() => ID, { description: 'Id of the record.' }) id!: string;
  @Field(() => EventType, { description: 'Always `HistoryRead`.' }) type!: 'HistoryRead';
  @Field(() => DateTimeScalar, { description: 'The beginning of the hour in which it was read.' }) recordedAt!: string;
  @Field(() => PositionScalar, { nullable: true, description: 'Null: it is not in the log.' }) position!: null;
  @Field(() => Actor, { description: 'Who has read.' }) actor!: Actor;
  @Field(() => String, { nullable: true, description: 'Not recorded: null.' }) sourceIp!: null;
  @Field(() => String, { nullable: true, description: 'Not recorded: null.' }) userAgent!: null;
  @Field(() => String, { nullable: true, description: 'Nobody is asked for one: null.' }) reason!: null;
  @Field(() => ID, { nullable: true, description: 'Null: it stands for all reads of the hour.' }) correlationId!: null;
  @Field(() => ID, { nullable: true, description: 'The key; null: the histories of all keys of the account.' })
  integratorKeyId!: string | null;
  account!: string;
}

/** A record as it is shown. */
export function shownRead(read: Read): HistoryRead {
  const { account, integratorKeyId, readerId, readerKind, hour } = read;
  const nothing = { position: null, sourceIp: null, userAgent: null, reason: null, correlationId: null } as const;
  return {
    id: Buffer.from(readKeyOf(read)).toString('base64url'),
    ...{ type: 'HistoryRead', recordedAt: hour, actor: { id: readerId, kind: readerKind }, integratorKeyId, account },
    ...nothing,
  };
}
