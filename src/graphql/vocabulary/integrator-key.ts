import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { KeyDetails } from '../../../projections/key-details/row.js';
import { Actor } from './actor.js';
import { connectionOf } from './connection.js';
import { Environment, KeyStatus } from './enums.js';
import { DateTimeScalar } from './scalars.js';

const Link = (of: string) =>
  Field(() => String, { nullable: true, description: `Link to the ${of}; shown, never fetched.` });

/** The stored fields of a key; `integrator-key-fields.ts` has the fields with arguments and the computed ones. */
@ObjectType({ description: 'A registered application.', simpleResolvers: true })
export class IntegratorKey implements KeyDetails {
  @Field(() => ID, { description: 'The integrator key: a GUID, made by the server.' }) id!: string;
  account!: string;
  @Field(() => String, { description: 'Its name for people; 1 to 100 characters.' }) name!: string;
  @Field(() => String, { nullable: true, description: 'Its purpose; up to 2,000 characters.' }) description!:
    string | null;
  @Link('privacy policy') privacyPolicyUrl!: string | null;
  @Link('terms of use') termsOfUseUrl!: string | null;
  @Field(() => Boolean, { description: 'Is it a mobile or client-side app that uses the Implicit Grant?' })
  mobileApp!: boolean;
  @Field(() => KeyStatus, { description: 'Whether it can be used.' }) status!: KeyDetails['status'];
  @Field(() => [Environment], { description: 'Its environments: demo from the start, production once it is live.' })
  environments!: KeyDetails['environments'];
  @Field(() => ID, { description: 'Actor id of the owner.' }) owner!: string;
  @Field(() => DateTimeScalar, { description: 'When it was created.' }) createdAt!: string;
  @Field(() => Actor, { description: 'Who created it.' }) createdBy!: KeyDetails['createdBy'];
  @Field(() => DateTimeScalar, { description: 'When it last changed.' }) updatedAt!: string;
  @Field(() => Int, { description: 'Number of its last event, from 0: give it as `expectedRevision`.' })
  revision!: number;
  redirectUris!: KeyDetails['redirectUris'];
  secrets!: KeyDetails['secrets'];
  keypairs!: KeyDetails['keypairs'];
  goLive!: KeyDetails['goLive'];
  changedRevision!: number;
  proposals!: KeyDetails['proposals'];
}

export const IntegratorKeyConnection = connectionOf('IntegratorKey', () => IntegratorKey, 'integrator keys');
