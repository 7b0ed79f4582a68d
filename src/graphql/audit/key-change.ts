import { Field, ID, InterfaceType, ObjectType } from 'type-graphql';
import type { How, KeyChange as Change } from '../../domain/audit/key-diff.js';
import type { SubjectKind as Kind } from '../../domain/audit/subject.js';
import type { Environment as Env } from '../../domain/values/environment.js';
import type { ShownKeyEvent } from '../history/key-event.js';
import { Environment, SubjectKind } from '../vocabulary/enums.js';
import { RecordedEvent } from './recorded-event.js';

export type ShownChange = Change<ShownKeyEvent>;

const typeOf: Record<How, string> = { ADDED: 'AddedToKey', REMOVED: 'RemovedFromKey', CHANGED: 'ChangedInKey' };

@InterfaceType({
  description:
    'What one field of a key, or of a part of it, was at one moment and is at a later one. Masked: no secret is in it, and no digest of one.',
  resolveType: ({ how }: ShownChange) => typeOf[how],
})
export class KeyChange {
  @Field(() => SubjectKind, { description: 'What kind of thing has changed.' }) kind!: Kind;
  @Field(() => ID, { description: 'Its id.' }) id!: string;
  @Field(() => String, { description: 'What people call it, as in the `subject` of an event.' }) label!: string;
  @Field(() => Environment, { nullable: true, description: 'Its environment; null when it is for the whole key.' })
  environment!: Env | null;
  @Field(() => String, { description: 'As in `changes` of an event: `status`, `name`, `redirectUri` and so on.' })
  field!: string;
  @Field(() => String, { nullable: true, description: 'As it was; null when nothing was there.' }) before!:
    string | null;
  @Field(() => String, { nullable: true, description: 'As it is at the later moment; null when nothing is.' }) after!:
    string | null;
  @Field(() => RecordedEvent, {
    nullable: true,
    description: 'The last event that made it so; null where no event did but the clock, by a date that has passed.',
  })
  event!: ShownKeyEvent | null;
}

@ObjectType({
  description: 'A field of something that has joined the key.',
  implements: KeyChange,
  simpleResolvers: true,
})
export class AddedToKey extends KeyChange {
  @Field(() => RecordedEvent, { description: 'What added it; `event` may have changed it since.' })
  addedBy!: ShownKeyEvent;
}

@ObjectType({
  description: 'A field of something that has left the key.',
  implements: KeyChange,
  simpleResolvers: true,
})
export class RemovedFromKey extends KeyChange {}

@ObjectType({
  description: 'A field that has another value, of something that is there at both moments.',
  implements: KeyChange,
  simpleResolvers: true,
})
export class ChangedInKey extends KeyChange {}
