import type { GraphQLFormattedError } from 'graphql';

/** graphql-js puts what it got into its messages; a value pasted into the wrong place must not come back, nor reach a log. */
const rules: readonly [RegExp, string][] = [
  [
    /^Variable "\$(\w{1,40})" got invalid value .*; Field "(\w{1,40})" (of required type "[\w![\]]{1,60}" was not provided|is not defined by type "\w{1,60}")\..*$/s,
    'Variable "$$$1": field "$2" $3.',
  ],
  [/^Syntax Error.*$/s, 'Syntax error in the document.'],
  [
    /^Variable "\$(\w{1,40})" got invalid value .*? at "[\w.]*?\.([\w.]{1,100})"; .*$/s,
    'Variable "$$$1" has an invalid value at "$2".',
  ],
  [/^Variable "\$(\w{1,40})" got invalid value .*$/s, 'Variable "$$$1" has an invalid value.'],
  [/^Expected (?:value of )?type "?([\w![\]]{1,60})"?.*$/s, 'Expected a value of type "$1".'],
  [/^Enum "(\w{1,40})" cannot represent .*$/s, 'Not a value of the enum "$1".'],
  [/^Value ".*" does not exist in "(\w{1,40})" enum\..*$/s, 'Not a value of the enum "$1".'],
  [/^(\w{1,40}) cannot represent .*$/s, 'Not a value of type "$1".'],
  [/^Unknown operation named .*$/s, 'The document has no operation of that name.'],
];

/** Quoted things stay if they can be names of a schema; no secret is as short as that. */
const aName = /^"[$@]?[A-Za-z_][\w.![\]]{0,39}"$/;

/** The message with nothing in it but the names of fields, types and variables. */
export function withoutValues({ message }: GraphQLFormattedError): string {
  const rule = rules.find(([pattern]) => pattern.test(message));
  if (rule) return message.replace(...rule);
  const shown = message.replace(/"[^"]*"/g, (quoted) => (aName.test(quoted) ? quoted : '"…"'));
  return shown.length > 300 ? `${shown.slice(0, 300)}…` : shown;
}

/** The same without the names that graphql-js thinks were meant: they would tell the schema piece by piece. */
export const withoutSuggestions = (error: GraphQLFormattedError): string =>
  withoutValues(error).replace(/ ?Did you mean .*$/s, '');
