import { ArgsType, Field, Int } from 'type-graphql';
import type { PageArguments } from './paging.js';

@ArgsType()
export class PageArgs implements PageArguments {
  @Field(() => Int, { nullable: true, description: 'The first so many: 1 to 100, 20 without it.' }) first?:
    number | null;
  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' }) after?: string | null;
  @Field(() => Int, { nullable: true, description: 'The last so many: 1 to 100.' }) last?: number | null;
  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' }) before?: string | null;
}
