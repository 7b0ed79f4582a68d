import { depthLimit } from '@graphile/depth-limit';
import {
  GraphQLError,
  Kind,
  Lexer,
  TokenKind,
  type SelectionSetNode,
  type Source,
  type ValidationContext,
  type ValidationRule,
} from 'graphql';

/** Codes of errors that name a limit. Part of the public contract. */
export type LimitCode = 'TOO_MANY_TOKENS' | 'TOO_MANY_ROOT_FIELDS' | 'TOO_DEEP' | 'TOO_MANY_SUBSCRIPTIONS';

/** Apollo puts a code of its own over `code` of whatever a rule of validation reports; this it leaves alone. */
export const beyond = (limit: LimitCode, message: string, nodes?: GraphQLError['nodes']) =>
  new GraphQLError(message, { nodes: nodes ?? null, extensions: { code: limit, limit } });

/**
 * The parser stops after so many tokens. A hundred lookups with some twenty fields each take 3,000; what makes validation slow, many
 * fields of one name, has a limit in graphql-js as well, so that a document of this length takes at most half a second.
 */
export const MAX_TOKENS = 4000;
/** Counting goes on until here, so that telling somebody how long a document is costs no more than reading some. */
const MAX_COUNTED = 10 * MAX_TOKENS;
const fromTheParser = /^Syntax Error: Document contains more tha[nt] \d+ tokens/;

/** The message for a document of too many tokens; undefined for another error. The parser says neither how many nor a code. */
export function tokensMessage({ message, source }: { message: string; source?: Source | undefined }) {
  if (!fromTheParser.test(message)) return undefined;
  const counted = source ? countTokens(source) : MAX_TOKENS;
  const asked = counted > MAX_TOKENS && counted < MAX_COUNTED ? counted : `more than ${Math.min(counted, MAX_COUNTED)}`;
  return `The document has ${asked} tokens; at most ${MAX_TOKENS} are read.`;
}

function countTokens(source: Source): number {
  const lexer = new Lexer(source);
  let count = 0;
  try {
    while (count < MAX_COUNTED && lexer.advance().kind !== TokenKind.EOF) count++;
  } catch {
    return MAX_TOKENS; // no token follows: it is longer than the limit, and nobody knows by how much
  }
  return count;
}

/** Each takes a pass of the guard, and a mutation a commit; what they read is for the limit of costs. */
const MAX_ROOT_FIELDS = 100;

/** Refuses operations that ask for too much at once, aliases and fragments included. */
export const rootFieldsRule: ValidationRule = (context) => ({
  OperationDefinition(operation) {
    const asked = responseNames(context, operation.selectionSet).size;
    if (asked <= MAX_ROOT_FIELDS) return;
    const message = `The operation asks for ${asked} root fields; at most ${MAX_ROOT_FIELDS} are answered.`;
    context.reportError(beyond('TOO_MANY_ROOT_FIELDS', message, [operation]));
  },
});

/** The names under which a selection is answered; a fragment counts once, however often it is spread. */
function responseNames(
  context: ValidationContext,
  { selections }: SelectionSetNode,
  names = new Set<string>(),
  seen = new Set<string>(),
): Set<string> {
  for (const selection of selections)
    if (selection.kind === Kind.FIELD) names.add((selection.alias ?? selection.name).value);
    else if (selection.kind === Kind.INLINE_FRAGMENT) responseNames(context, selection.selectionSet, names, seen);
    else if (!seen.has(selection.name.value)) {
      seen.add(selection.name.value);
      const fragment = context.getFragment(selection.name.value);
      if (fragment) responseNames(context, fragment.selectionSet, names, seen);
    }
  return names;
}

const depths = depthLimit({
  maxDepth: 12,
  maxListDepth: 6,
  maxIntrospectionDepth: 16,
  maxDepthByFieldCoordinates: { '__Type.ofType': 9 },
  revealDetails: true,
});
/** The library puts the name of the operation before what was exceeded. */
const preamble = /^'.*?' exceeds operation depth limits: /s;

/** Refuses documents nested deeper than any sensible query. Lets the introspection query of graphql-js pass: tools need it. */
export const depthRule: ValidationRule = (context) => {
  const reportError = ({ message, nodes }: GraphQLError) =>
    context.reportError(beyond('TOO_DEEP', message.replace(preamble, 'The operation is nested too deep: '), nodes));
  return depths(Object.create(context, { reportError: { value: reportError } }) as ValidationContext);
};
