import type { IncomingMessage, Server } from 'node:http';
import { getOperationAST, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLSchema, ValidationRule } from 'graphql';
import type { Context as Connection, SubscribePayload } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { clientMessage } from './client-message.js';
import type { Logger } from '../../app/errors/logger.js';
import type { RequestContext } from './context.js';
import { errorFormatter } from './format-error.js';
import { coded, masking } from './socket-errors.js';
import { beyond, MAX_TOKENS } from './document-limits.js';
import { ownRules } from './own-rules.js';

export interface SubscriptionOptions {
  schema: GraphQLSchema;
  log: Logger;
  introspection: boolean;
  server: Server;
  path: string;
  /** Longest message, in bytes. */
  maxPayload: number;
  /** Answers an upgrade that does not keep to RFC 6455. */
  refuseUpgrade: (socket: Duplex) => void;
  /** `authorization` comes from the parameters of the connection, or else from its upgrade request. */
  contextOf: (request: IncomingMessage, authorization: string | undefined) => Promise<RequestContext>;
}

/** Serves subscriptions by graphql-ws at the path of the queries. Refuses queries and mutations: they go by HTTP. */
export function serveSubscriptions(options: SubscriptionOptions) {
  const { schema, log, introspection, server, path, maxPayload, contextOf, refuseUpgrade } = options;
  const masked = masking(errorFormatter(log, { schema, introspection }));
  const rules = [...specifiedRules, ...ownRules({ introspection })];
  const sockets = new WebSocketServer({ noServer: true, path, maxPayload });
  sockets.on('wsClientError', (_error, socket) => refuseUpgrade(socket)); // ws would answer in words of its own
  // not by the option `server`: ws would then also log, with a stack, that the port is taken
  server.on('upgrade', (request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (opened) => {
      sockets.emit('connection', opened, request);
      // ws closes the socket after a frame that is too long or malformed; graphql-ws would also print a stack
      opened.removeAllListeners('error').on('error', ({ message }) => log.info({ because: message }, 'bad frame'));
    }),
  );
  const contextFor = ({ connectionParams, extra }: Pick<Connection, 'connectionParams'> & { extra: Extra }) =>
    contextOf(extra.request, authorizationIn(connectionParams) ?? extra.request.headers.authorization);
  const serving = useServer(
    {
      isProd: true, // otherwise it sends internal error messages to the caller
      jsonMessageReviver: clientMessage,
      onConnect: async (connection) => isSignedIn(await contextFor(connection)),
      context: contextFor,
      onSubscribe: ({ subscriptions }, _id, payload) =>
        tooMany(Object.keys(subscriptions).length) ?? executionArgsOf(schema, rules, payload),
      onError: (_connection, _id, _payload, errors) => errors.map((error) => masked(error)),
      onNext: (_connection, _id, _payload, { contextValue }, result) => {
        const { asker } = contextValue as RequestContext;
        return result.errors && { ...result, errors: result.errors.map((error) => masked(error, asker)) };
      },
    },
    sockets,
  );
  return { close: async () => serving.dispose() };
}

/** graphql-ws closes the socket with 4403 if this is false, so that callers without a valid token hold none. */
function isSignedIn(context: RequestContext): boolean {
  try {
    context.session();
    return true;
  } catch {
    return false;
  }
}

/** On one socket. Every new event makes each subscription read the history. */
const MAX_SUBSCRIPTIONS = 20;
function tooMany(asked: number): [GraphQLError] | undefined {
  if (asked <= MAX_SUBSCRIPTIONS) return undefined;
  const told = `This would be ${asked} subscriptions on one socket; at most ${MAX_SUBSCRIPTIONS} are open.`;
  return [beyond('TOO_MANY_SUBSCRIPTIONS', told)];
}

function authorizationIn(params: Readonly<Record<string, unknown>> | undefined): string | undefined {
  const given = params?.['authorization'] ?? params?.['Authorization'];
  return typeof given === 'string' ? given : undefined;
}

/** Parses and validates the operation under the limits of HTTP: the arguments to execute it with, or its errors. */
function executionArgsOf(
  schema: GraphQLSchema,
  rules: readonly ValidationRule[],
  { query, operationName, variables }: SubscribePayload,
): ExecutionArgs | GraphQLError[] {
  try {
    const document = parse(query, { maxTokens: MAX_TOKENS });
    const errors = validate(schema, document, rules);
    if (errors.length > 0) return errors.map(coded('GRAPHQL_VALIDATION_FAILED'));
    if (getOperationAST(document, operationName)?.operation !== 'subscription')
      return [new GraphQLError('Only subscriptions go by WebSocket; send queries and mutations by POST.')];
    return { schema, document, operationName, variableValues: variables };
  } catch (error) {
    if (error instanceof GraphQLError) return [coded('GRAPHQL_PARSE_FAILED')(error)];
    throw error;
  }
}
