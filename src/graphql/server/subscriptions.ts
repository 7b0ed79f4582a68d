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
  /** `authorization`: of the parameters of the connection, or else of its upgrade request. */
  contextOf: (request: IncomingMessage, authorization: string | undefined) => Promise<RequestContext>;
}

type Incoming = Pick<Connection, 'connectionParams'> & { extra: Extra };

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
  const contextFor = ({ connectionParams, extra }: Incoming) =>
    contextOf(extra.request, authorizationOf({ connectionParams, extra }));
  const serving = useServer(
    {
      isProd: true, // otherwise it sends internal error messages to the caller
      jsonMessageReviver: clientMessage,
      onConnect: async (connection) => {
        const given = authorizationOf(connection);
        if (isSignedIn(await contextFor(connection))) return true;
        connection.extra.socket.close(FORBIDDEN, given === undefined ? UNSIGNED : NOT_COUNTING);
        return false;
      },
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

/** Callers without a token that counts hold no socket. */
function isSignedIn(context: RequestContext): boolean {
  try {
    context.session();
    return true;
  } catch {
    return false;
  }
}

/** The code that the protocol of graphql-ws has for it, and reasons of at most 123 bytes (RFC 6455 5.5). */
const FORBIDDEN = 4403;
const UNSIGNED = 'Sign in: connection_init with the payload {"authorization": "Bearer <token>"}';
const NOT_COUNTING = 'The token does not count here: expired, forged, or of another issuer or audience';

/** On one socket. Every new event makes each subscription read the history. */
const MAX_SUBSCRIPTIONS = 20;
function tooMany(asked: number): [GraphQLError] | undefined {
  if (asked <= MAX_SUBSCRIPTIONS) return undefined;
  const told = `This would be ${asked} subscriptions on one socket; at most ${MAX_SUBSCRIPTIONS} are open.`;
  return [beyond('TOO_MANY_SUBSCRIPTIONS', told)];
}

function authorizationOf({ connectionParams, extra }: Incoming): string | undefined {
  const given = connectionParams?.['authorization'] ?? connectionParams?.['Authorization'];
  return typeof given === 'string' ? given : extra.request.headers.authorization;
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
