import {
  BreakingChangeType as Breaking,
  buildSchema,
  DangerousChangeType as Dangerous,
  findBreakingChanges,
  findDangerousChanges,
  GraphQLSchema,
  isInputObjectType,
  parse,
  print,
  visit,
  type DirectiveNode,
} from 'graphql';

/** What the release had already announced to go away, taken away; and the types that are out of reach without it. */
function withoutDeprecated(sdl: string): GraphQLSchema {
  const drop = ({ directives = [] }: { readonly directives?: readonly DirectiveNode[] | undefined }) =>
    directives.some(({ name }) => name.value === 'deprecated') ? null : undefined;
  const kept = visit(parse(sdl), { FieldDefinition: drop, InputValueDefinition: drop, EnumValueDefinition: drop });
  return new GraphQLSchema({ ...buildSchema(print(kept), { assumeValid: true }).toConfig(), types: [] });
}

const removals = new Set<string>([
  Breaking.FIELD_REMOVED,
  Breaking.ARG_REMOVED,
  Breaking.VALUE_REMOVED_FROM_ENUM,
  Breaking.TYPE_REMOVED,
]);

/** What breaks a client of the released SDL. Only what was already `@deprecated` there may be gone. */
export function breaksOf(released: string, now: string): string[] {
  const schema = buildSchema(now);
  const promised = new Set(
    findBreakingChanges(withoutDeprecated(released), schema).map((change) => change.description),
  );
  return findBreakingChanges(buildSchema(released), schema)
    .filter(({ type, description }) => !removals.has(type) || promised.has(description))
    .map(({ type, description }) => `${type}: ${description}`);
}

/** Who sends what was sent before gets what was sent before: nothing to look at. */
const harmless = new Set<string>([Dangerous.OPTIONAL_INPUT_FIELD_ADDED, Dangerous.OPTIONAL_ARG_ADDED]);
/** Says of itself that more may join. */
const isOpen = (description: string) => / to enum type UserErrorCode\.$/.test(description);

/** Defaults of input fields, which graphql-js does not compare. */
function defaultsOf(sdl: string): Map<string, string> {
  const inputs = Object.values(buildSchema(sdl).getTypeMap()).filter(isInputObjectType);
  const fields = inputs.flatMap((type) =>
    Object.values(type.getFields()).map(
      ({ name, defaultValue }) => [`${type.name}.${name}`, JSON.stringify(defaultValue) ?? 'none'] as const,
    ),
  );
  return new Map(fields);
}

/** What may surprise a client of the released SDL, though what it sends stays valid. */
export function surprisesOf(released: string, now: string): string[] {
  const before = defaultsOf(released);
  const found = findDangerousChanges(buildSchema(released), buildSchema(now))
    .filter(({ type, description }) => !harmless.has(type) && !isOpen(description))
    .map(({ type, description }) => `${type}: ${description}`);
  const changed = [...defaultsOf(now)].filter(([field, value]) => before.has(field) && before.get(field) !== value);
  return [...found, ...changed.map(([field]) => `INPUT_FIELD_DEFAULT_VALUE_CHANGE: ${field}`)];
}
