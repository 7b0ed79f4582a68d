import { GraphQLError, Kind, type GraphQLFormattedError } from 'graphql';
import type { errorFormatter } from './format-error.js';

/** Adds the code that Apollo gives the error over HTTP. */
export const coded =
  (code: string) =>
  ({ message, nodes, source, positions }: GraphQLError) =>
    new GraphQLError(message, { nodes, source, positions, extensions: { code } });

const isOfVariable = ({ nodes }: GraphQLError) => nodes?.[0]?.kind === Kind.VARIABLE_DEFINITION;

/** The form of errors over HTTP, for those that graphql-ws is about to send. */
export function masking(format: ReturnType<typeof errorFormatter>) {
  return (error: GraphQLError | GraphQLFormattedError): GraphQLFormattedError => {
    if (!(error instanceof GraphQLError)) return error;
    const { extensions, ...formatted } = error.toJSON();
    const isThrown = error.originalError !== undefined && !isOfVariable(error);
    const code = isThrown ? 'INTERNAL_SERVER_ERROR' : 'BAD_USER_INPUT'; // as Apollo does
    // what ends a subscription between two events is at no place of the document
    const thrown = isThrown && error.path === undefined ? error.originalError : error;
    return format({ ...formatted, extensions: { code, ...extensions } }, thrown);
  };
}
