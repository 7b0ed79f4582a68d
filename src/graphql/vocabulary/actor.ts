import { Field, ID, ObjectType } from 'type-graphql';
import type { Role } from '../../app/access/actor.js';
import type { ActorKind as Kind } from '../../domain/key/recorded.js';
import { ActorKind, RoleEnum } from './enums.js';

@ObjectType({ description: 'Who did something.', simpleResolvers: true })
export class Actor {
  @Field(() => ID, { description: 'Actor id, from the token.' }) id!: string;
  @Field(() => ActorKind, { description: 'A person, a program, or Keyledger itself.' }) kind!: Kind;
}

@ObjectType({ description: 'The caller.', simpleResolvers: true })
export class Viewer {
  @Field(() => ID, { description: 'Actor id, from the token.' }) id!: string;
  @Field(() => ActorKind, { description: 'A person or a program.' }) kind!: Kind;
  @Field(() => String, {
    nullable: true,
    description: 'The account; null for an authorization server whose token names no account.',
  })
  account!: string | null;
  @Field(() => [RoleEnum], { description: 'What the token allows.' }) roles!: Role[];
}
