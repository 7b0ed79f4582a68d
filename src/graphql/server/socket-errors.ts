import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import type { RequestContext } from './context.js';
import type { errorFormatter } from './format-error.js';

/** Adds the code that Apollo gives the error over HTTP. */
export const coded =
  (code: string) =>
  ({ message, nodes, source, positions, extensions }: GraphQLError) =>
    new GraphQLError(message, { nodes, source, positions, extensions: { code, ...extensions } });

const isOfVariable = ({ nodes }: GraphQLError) => nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;

/** Errors over a WebSocket as they are over HTTP; `asker` is for the log. */
export function masking(format: ReturnType<typeof errorFormatter>) {
  return (error: GraphQLError | GraphQLFormattedError, asker?: RequestContext['asker']): GraphQLFormattedError => {
    if (!(error instanceof GraphQLError)) return error;
    const { extensions, ...formatted } = error.toJSON();
    const isThrown = error.originalError !== undefined && !isOfVariable(error);
    const code = isThrown ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT'; // as Apollo does
    // what ends a subscription between two events is at no place of the document
    const thrown = isThrown && error.path === undefined ? error.originalError : error;
    return format({ ...formatted, extensions: { code, ...extensions } }, thrown, asker);
  };
}
