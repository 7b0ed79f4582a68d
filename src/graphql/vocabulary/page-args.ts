import { ArgsType, Field, Int } from 'type-graphql';
import type { PageArguments } from './paging.js';

@ArgsType()
export class PageArgs implements PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: 'Number of entries from the start: 1 to 100; 20 without `first` and `last`.',
  })
  first?: number | null;
  @Field(() => String, { nullable: true, description: 'Only entries after this cursor.' }) after?: string | null;
  @Field(() => Int, { nullable: true, description: 'Number of entries from the end: 1 to 100.' }) last?: number | null;
  @Field(() => String, { nullable: true, description: 'Only entries before this cursor.' }) before?: string | null;
}
