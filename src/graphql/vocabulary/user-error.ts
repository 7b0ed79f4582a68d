import { Field, Int, ObjectType } from 'type-graphql';
import type { RefusalCode } from '../../domain/refusal/codes.js';
import type { CriterionCode } from '../../domain/go-live/criteria/judged-criterion.js';
import { GoLiveCriterionCode, UserErrorCode } from './enums.js';

@ObjectType({ description: 'Why a mutation was refused. A refused mutation changes nothing.', simpleResolvers: true })
export class UserError {
  @Field(() => UserErrorCode, { description: 'For programs: the meaning of a code never changes.' }) code!: RefusalCode;
  @Field(() => [String], {
    nullable: true,
    description:
      'Path of the refused field, below the argument `input`; null when the refusal concerns no single field.',
  })
  field!: string[] | null;
  @Field(() => String, { description: 'For people. Never contains the refused value.' }) message!: string;
  @Field(() => Int, {
    nullable: true,
    description: 'With REVISION_CONFLICT: the current revision of the key, or of the policy.',
  })
  currentRevision!: number | null;
  @Field(() => GoLiveCriterionCode, {
    nullable: true,
    description: 'With GO_LIVE_CRITERIA_NOT_MET: the criterion that the key does not meet.',
  })
  criterion!: CriterionCode | null;
}
