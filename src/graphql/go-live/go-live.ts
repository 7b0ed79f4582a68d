import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { GoLiveRequestDetails } from '../../../projections/key-details/go-live.js';
import type { CriterionCode } from '../../domain/go-live/criteria/judged-criterion.js';
import type { Classification } from '../../domain/go-live/facts.js';
import { Actor } from '../vocabulary/actor.js';
import type { AnsweredKey } from '../vocabulary/answered-key.js';
import { connectionOf } from '../vocabulary/connection.js';
import { GoLiveClassification, GoLiveCriterionCode } from '../vocabulary/enums.js';
import { DateTimeScalar } from '../vocabulary/scalars.js';

@ObjectType({ description: 'One value that a criterion was judged on.', simpleResolvers: true })
export class GoLiveInput {
  @Field(() => String, { description: 'Such as `uses`, `minUses`, `privacyPolicyUrl`.' }) name!: string;
  @Field(() => String, { nullable: true, description: 'The value as text; null when there is none.' })
  value!: string | null;
}

@ObjectType({ description: 'A rule that a key must meet to go live, and whether it does.', simpleResolvers: true })
export class GoLiveCriterion {
  @Field(() => GoLiveCriterionCode, { description: 'For programs.' }) code!: CriterionCode;
  @Field(() => String, { description: 'The rule in one sentence.' }) title!: string;
  @Field(() => Boolean, { description: 'Does the key meet it?' }) met!: boolean;
  @Field(() => Boolean, { description: 'Is it switched off by the configuration of the server? Then it is met.' })
  switchedOff!: boolean;
  @Field(() => [String], { description: 'The names of what lacks; none when it is met.' }) missing!: readonly string[];
  @Field(() => String, { description: 'What to do about it.' }) howTo!: string;
  @Field(() => [GoLiveInput], { description: 'What it was judged on.' }) inputs!: GoLiveInput[];
}

/** A request with the key that it is about. */
export interface RequestOfKey {
  key: AnsweredKey;
  request: GoLiveRequestDetails;
}

@ObjectType({ description: 'A request that a key go live, and its decision. The fields of the key are those of now.' })
export class GoLiveRequest {
  @Field(() => ID, { description: 'Id of the request.' }) id!: string;
  @Field(() => Int, { description: 'Revision of the key as the request found it: what is reviewed.' })
  revision!: number;
  @Field(() => GoLiveClassification, { description: 'For whom the application is made.' })
  classification!: Classification;
  @Field(() => String, { nullable: true, description: 'What whoever asked has noted.' }) note!: string | null;
  @Field(() => Int, { description: 'Version of the criteria.' }) rulesVersion!: number;
  @Field(() => DateTimeScalar, { description: 'When it was made.' }) requestedAt!: string;
  @Field(() => Actor, { description: 'Who made it.' }) requestedBy!: GoLiveRequestDetails['requestedBy'];
  @Field(() => DateTimeScalar, { description: 'From then on it can no longer be approved.' }) expiresAt!: string;
  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was decided, withdrawn or superseded.' })
  endedAt!: string | null;
  @Field(() => Actor, { nullable: true, description: 'Who decided, withdrew or superseded it.' })
  endedBy!: GoLiveRequestDetails['endedBy'];
  @Field(() => Boolean, { description: 'Was it approved by the rules alone, which ask nobody?' })
  decidedByRules!: boolean;
  @Field(() => String, { nullable: true, description: 'What the reviewer has noted with an approval.' })
  decisionNote!: string | null;
  @Field(() => [String], { description: 'Why it was declined.' }) reasons!: readonly string[];
}

export const GoLiveRequestConnection = connectionOf('GoLiveRequest', () => GoLiveRequest, 'requests to go live');
