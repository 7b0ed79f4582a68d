import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { DateTimeResolver } from 'graphql-scalars';

const text = (value: unknown): string => {
  if (typeof value === 'string' && value.length > 0 && value.length <= 100) return value;
  throw new GraphQLError('A position is the text that an earlier answer gave.');
};

export const PositionScalar = new GraphQLScalarType({
  name: 'Position',
  description:
    'A place in the whole log: an opaque token that a mutation answers. Give it as `atLeast` to read what was written, on whichever server.',
  serialize: text,
  parseValue: text,
  parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : undefined),
});

export const DateTimeScalar = new GraphQLScalarType({
  ...DateTimeResolver.toConfig(),
  name: 'DateTime',
  description: 'A moment: ISO 8601 in UTC with milliseconds, such as 2026-11-23T13:45:00.000Z.',
});
