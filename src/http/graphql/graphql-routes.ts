import type { IncomingMessage } from 'node:http';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyRequest, preHandlerAsyncHookHandler, RouteOptions } from 'fastify';
import type { Authenticator } from '../../app/access/actor.js';
import { makeApollo } from '../../graphql/server/apollo.js';
import { openSession, whoAsks, type Session, type Source } from '../../app/access/session.js';
import type { RequestContext } from '../../graphql/server/context.js';
import { extended } from '../../operations/extended.js';
import { makeSchema } from '../../graphql/server/schema.js';
import { serveSubscriptions } from '../../graphql/server/subscriptions.js';
import type { Services } from '../../operations/asking.js';
import { GRAPHQL_PATH } from '../server/app.js';
import { answerOnSocket } from '../server/client-errors.js';
import { clientAddress } from '../server/client-address.js';
import { crossOrigin } from '../server/cross-origin.js';
import { plainly } from '../server/plain-errors.js';

/** Do the parts form a URL? Apollo's handler builds one from them, and would answer 500 for a missing or invalid Host. */
const hasAddress = ({ url, protocol, hostname }: FastifyRequest) => URL.canParse(url, `${protocol}://${hostname}/`);

/** What a log line says of whoever asks; of a stranger, only from where. */
function askerOf(session: () => Session, source: Source) {
  try {
    return whoAsks(session());
  } catch {
    return whoAsks(source);
  }
}

export interface GraphqlOptions {
  services: Services;
  authenticator: Authenticator;
  introspection: boolean;
  bodyLimit: number;
  /** Origins whose pages may call from a browser, `loopback` for this machine's, `*` for all; null: only this server's own pages. */
  corsOrigins: readonly string[] | null;
  /** Addresses of the reverse proxies whose X-Forwarded-For the server trusts; null: none. */
  trustedProxies: readonly string[] | null;
  /** Answers a browser that opens `/graphql`; undefined: no page. */
  landing?: preHandlerAsyncHookHandler;
}

/** Serves `/graphql`: operations by POST, queries by GET, subscriptions by WebSocket, a page for a browser. */
export async function graphqlRoutes(app: FastifyInstance, options: GraphqlOptions): Promise<void> {
  const { services, authenticator, introspection, bodyLimit, corsOrigins, trustedProxies, landing } = options;
  const sourceIpOf = clientAddress(trustedProxies, services.log);
  const schema = makeSchema();
  const apollo = makeApollo({ schema, log: services.log, introspection });
  await apollo.start();
  const contextFrom = async ({ overGet, ...source }: Source & { overGet: boolean }): Promise<RequestContext> => {
    const session = await openSession(authenticator, source);
    return extended(services, { overGet, session, asker: () => askerOf(session, source) });
  };

  const route: RouteOptions = {
    url: GRAPHQL_PATH,
    method: ['GET', 'POST'],
    onRequest: (request, reply, done) => {
      if (hasAddress(request)) return done();
      void reply.code(400).send(plainly(400));
    },
    ...(landing && { preHandler: landing }),
    handler: fastifyApolloHandler(apollo, {
      context: (request: FastifyRequest) =>
        contextFrom({
          authorization: request.headers.authorization,
          sourceIp: sourceIpOf(request.raw),
          userAgent: request.headers['user-agent'] ?? null,
          correlationId: request.id,
          overGet: request.method === 'GET',
        }),
    }),
  };
  // a scope of its own: nobody else's requests pay for what is about the origins of this path
  await app.register(async (scope) => {
    await crossOrigin(scope, GRAPHQL_PATH, corsOrigins);
    scope.route(route);
  });

  const contextOf = (request: IncomingMessage, authorization: string | undefined) =>
    contextFrom({
      authorization,
      sourceIp: sourceIpOf(request),
      userAgent: request.headers['user-agent'] ?? null,
      correlationId: services.mint.id(),
      overGet: false,
    });
  const { log } = services;
  const subscriptions = serveSubscriptions({
    schema,
    log,
    introspection,
    server: app.server,
    path: GRAPHQL_PATH,
    maxPayload: bodyLimit,
    contextOf,
    refuseUpgrade: (socket) => answerOnSocket(socket, 400, { headers: { 'sec-websocket-version': '13' } }), // RFC 6455 4.4
  });
  app.addHook('preClose', () => subscriptions.close());
  app.addHook('onClose', () => apollo.stop());
}
