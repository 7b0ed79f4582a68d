import type { GraphQLFormattedError } from 'graphql';

/** graphql-js quotes input values in its messages. A secret in one must reach neither the response nor the log. */
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
  [/^Validation aborted\.$/s, 'The document names too many fields twice; validation stopped.'],
  [/^Unknown operation named .*$/s, 'The document has no operation of that name.'],
];

/** A quoted text that can be a name of the schema stays in the message; every secret is longer than that. */
const aName = /^"[$@]?[A-Za-z_][\w.![\]]{0,39}"$/;

/** The message of an error; of what it quotes, only names of fields, types and variables stay. */
export function withoutValues({ message }: GraphQLFormattedError): string {
  const rule = rules.find(([pattern]) => pattern.test(message));
  if (rule) return message.replace(...rule);
  const shown = message.replace(/"[^"]*"/g, (quoted) => (aName.test(quoted) ? quoted : '"…"'));
  return shown.length > 300 ? `${shown.slice(0, 300)}…` : shown;
}

/** `withoutValues`, and without the names that graphql-js suggests: they would reveal the schema piece by piece. */
export const withoutSuggestions = (error: GraphQLFormattedError): string =>
  withoutValues(error).replace(/ ?Did you mean .*$/s, '');
