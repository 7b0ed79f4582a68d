import { Field, InputType, Int } from 'type-graphql';
import type { AsOf as Moment } from '../../operations/history/history-as-of.js';
import { DateTimeScalar, PositionScalar } from '../vocabulary/scalars.js';

@InputType({ description: 'A moment of the past: exactly one of its fields.' })
export class AsOf implements Moment {
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'After every event that was recorded until then; the dates of credentials are judged at that time.',
  })
  time?: Date | null;
  @Field(() => Int, {
    nullable: true,
    description: 'After the event of this number; dates are judged at its time.',
  })
  revision?: number | null;
  @Field(() => PositionScalar, {
    nullable: true,
    description: 'After the last event of the key up to this position of the log; dates are judged at its time.',
  })
  position?: string | null;
}
