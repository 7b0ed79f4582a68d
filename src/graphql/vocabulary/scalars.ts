import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { DateTimeResolver } from 'graphql-scalars';

const text = (value: unknown): string => {
  if (typeof value === 'string' && value.length > 0 && value.length <= 100) return value;
  throw new GraphQLError('Position cannot represent what no answer gave');
};

export const PositionScalar = new GraphQLScalarType({
  name: 'Position',
  description:
    'A position in the whole log, as an opaque token. A mutation returns it; give it as `atLeast` to read what the mutation wrote, on any server.',
  serialize: text,
  parseValue: text,
  parseLiteral: (node) => text(node.kind === Kind.STRING ? node.value : undefined),
});

const dates = DateTimeResolver.toConfig();

/** Refuses a time outside the years 0000 to 9999 UTC, because the server compares times as text. */
function withinYears(date: Date): Date {
  if (/^\d{4}-/.test(date.toISOString())) return date;
  throw new GraphQLError('DateTime cannot represent a time outside the years 0000 to 9999, UTC');
}

export const DateTimeScalar = new GraphQLScalarType<Date, Date>({
  ...dates,
  parseValue: (value) => withinYears(dates.parseValue(value)),
  parseLiteral: (node, variables) => withinYears(dates.parseLiteral(node, variables)),
  name: 'DateTime',
  description: 'A moment: ISO 8601 in UTC with milliseconds, such as 2026-11-23T13:45:00.000Z.',
});
