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

const dates = DateTimeResolver.toConfig();

/** Times are compared as text: an offset must not carry one into a year of five digits, or before the year 0. */
function withinYears(date: Date): Date {
  if (/^\d{4}-/.test(date.toISOString())) return date;
  throw new GraphQLError('A time is in the years 0000 to 9999, UTC.');
}

export const DateTimeScalar = new GraphQLScalarType<Date, Date>({
  ...dates,
  parseValue: (value) => withinYears(dates.parseValue(value)),
  parseLiteral: (node, variables) => withinYears(dates.parseLiteral(node, variables)),
  name: 'DateTime',
  description: 'A moment: ISO 8601 in UTC with milliseconds, such as 2026-11-23T13:45:00.000Z.',
});
