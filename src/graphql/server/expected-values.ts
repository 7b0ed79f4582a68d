import { isEnumType, isScalarType, type GraphQLSchema } from 'graphql';

/** How graphql-js names the type that a value was not of, at the end of a message; before it the caller's value may stand. */
const namesType = [
  /Value .* does not exist in "(\w{1,40})" enum\./s,
  /Enum "(\w{1,40})" cannot represent /s,
  /(?:^|; )(\w{1,40}) cannot represent /s,
  /; Expected type "(\w{1,40})"/s,
  /^Expected (?:value of )?type "?(\w{1,40})/s,
];

const forms: Readonly<Record<string, string>> = {
  DateTime: 'a moment of the years 0000 to 9999 UTC in ISO 8601, such as 2026-11-23T13:45:00.000Z',
  Position: 'a position that an earlier answer gave',
  Int: 'a whole number from -2147483648 to 2147483647',
  Float: 'a number',
  Boolean: 'true or false',
  String: 'text',
  ID: 'an id as text',
};

export interface Known {
  schema: GraphQLSchema;
  /** Without it the values of an enum stay untold, as all of the schema does. */
  introspection: boolean;
}

/**
 * What a value should have been, as a sentence to add to a message. Only names of this schema and words of ours get into it: whatever a
 * caller's value looks like, it can at most lead to another type.
 */
export function expectedIn({ schema, introspection }: Known, { message }: { message: string }): string {
  for (const pattern of namesType) {
    const type = schema.getType(pattern.exec(message)?.[1] ?? '');
    if (isEnumType(type) && introspection)
      return ` It takes ${alternatives(type.getValues().map(({ name }) => name))}.`;
    const form = isScalarType(type) ? forms[type.name] : undefined;
    if (form !== undefined) return ` It takes ${form}.`;
  }
  return '';
}

const alternatives = (names: readonly string[]) => names.join(', ').replace(/, ([^,]*)$/, ' or $1');
