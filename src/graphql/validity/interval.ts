import { Field, ID, ObjectType } from 'type-graphql';
import type { Interval, Lived, Subject } from '../../domain/validity/validity.js';
import { connectionOf } from '../vocabulary/connection.js';
import { Environment, ValidityKind } from '../vocabulary/enums.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';

const kind = 'What it is.';
const id = 'Its id: of the secret, the keypair or the redirect URI.';
const environment = 'Where it counts.';
const label =
  'What people know it by: the label of a credential, else `...` and the end of a secret or the `kid` of a keypair; the redirect URI itself.';
const to =
  'It has not counted from then on. Null while it counts: an expiry that has not come yet is no end, because something may end it sooner.';
const openedBy = 'Id of the event that began it; null where the clock did.';
const closedBy = 'Id of the event that ended it; null where the clock did, or while it counts.';

@ObjectType({
  description: 'A time in which something counted, half open: `from` is in it, `to` is not.',
  simpleResolvers: true,
})
export class ValidityInterval implements Interval {
  @Field(() => DateTimeScalar, { description: 'It has counted from then on.' }) from!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: to }) to!: string | null;
  @Field(() => ID, { nullable: true, description: openedBy }) openedBy!: string | null;
  @Field(() => ID, { nullable: true, description: closedBy }) closedBy!: string | null;
}

@ObjectType({
  description:
    'When a credential or a redirect URI could get somebody in: after its dates and its status, the status of its key and of production.',
  simpleResolvers: true,
})
export class Validity implements Lived {
  @Field(() => ValidityKind, { description: kind }) kind!: Lived['kind'];
  @Field(() => ID, { description: id }) id!: string;
  @Field(() => Environment, { description: environment }) environment!: Lived['environment'];
  @Field(() => String, { description: label }) label!: string;
  @Field(() => [ValidityInterval], { description: 'In their order; empty for what has never counted.' })
  intervals!: Interval[];
}

@ObjectType({
  description: 'Something that could get somebody in, with one interval in which it counted.',
  simpleResolvers: true,
})
export class ValidInterval extends ValidityInterval implements Subject {
  @Field(() => ID, { description: 'The key.' }) integratorKeyId!: string;
  @Field(() => ValidityKind, { description: kind }) kind!: Subject['kind'];
  @Field(() => ID, { description: id }) id!: string;
  @Field(() => Environment, { description: environment }) environment!: Subject['environment'];
  @Field(() => String, { description: label }) label!: string;
}

export const ValidIntervalConnection = connectionOf('ValidInterval', () => ValidInterval, 'intervals');
