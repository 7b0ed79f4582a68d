import { Field, Int, ObjectType, type ClassType } from 'type-graphql';

@ObjectType({ description: 'Position of a page in its list (Relay).', simpleResolvers: true })
export class PageInfo {
  @Field(() => Boolean, { description: 'Is there more after this page?' }) hasNextPage!: boolean;
  @Field(() => Boolean, { description: 'Is there more before this page?' }) hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first edge.' }) startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last edge.' }) endCursor!: string | null;
}

/** The Relay connection of a type: https://relay.dev/graphql/connections.htm */
export function connectionOf<Node extends object>(name: string, node: () => ClassType<Node>, of: string) {
  @ObjectType(`${name}Edge`, { description: `One of the ${of}, with its cursor.`, simpleResolvers: true })
  class Edge {
    @Field(() => String, { description: 'Opaque: give it as `after` or `before`.' }) cursor!: string;
    @Field(node, { description: 'The entry.' }) node!: Node;
  }
  @ObjectType(`${name}Connection`, { description: `A page of ${of}.`, simpleResolvers: true })
  class Connection {
    @Field(() => [Edge], { description: 'Entries of the page, each with a cursor.' }) edges!: Edge[];
    @Field(() => [node()], { description: 'Entries of the page, without cursors.' }) nodes!: Node[];
    @Field(() => PageInfo, { description: 'Position of the page.' }) pageInfo!: PageInfo;
    @Field(() => Int, { description: 'Number of entries in the whole list.' }) totalCount!: number;
  }
  return Connection;
}
