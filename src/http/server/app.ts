import { randomUUID } from 'node:crypto';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { isUuid } from '../../domain/values/uuid.js';
import { answerClientError, answerInsteadOfNode } from './client-errors.js';
import { trusting } from './client-address.js';
import { answerPlainly } from './plain-errors.js';
import { answerBadUrl } from './unrouted-errors.js';
import { webSocketUpgradeAt } from './web-socket-upgrade.js';
import { takeOnlyUtf8 } from './strict-json.js';

export interface AppOptions {
  logLevel: string;
  /** Longest body, in bytes. */
  bodyLimit: number;
  /** Addresses of the reverse proxies whose X-Forwarded-For the server trusts; null: none. */
  trustedProxies: readonly string[] | null;
  /** Receives the log, one line of JSON per call; without it the log goes to the standard output. */
  logTo?: { write(line: string): void } | undefined;
}

/** Of operations, and of the one WebSocket. */
export const GRAPHQL_PATH = '/graphql';

/** The longest time for a whole request to arrive; without it, a slow sender would hold its socket for ever. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The HTTP server with ids, limits, log and error handlers for every route. It does not listen yet. */
export function makeApp({ logLevel, bodyLimit, trustedProxies, logTo }: AppOptions): FastifyInstance {
  const app = Fastify({
    logger: { level: logLevel, ...(logTo && { stream: logTo }) },
    logController: new LogController({ disableRequestLogging: true }), // it logs the URL, which may contain a secret
    bodyLimit,
    trustProxy: trustedProxies ? trusting(trustedProxies) : false, // for host and protocol; `clientAddress` says whose it is
    genReqId: ({ headers }) => {
      const given = headers['x-correlation-id'];
      return typeof given === 'string' && isUuid(given) ? given : randomUUID(); // it goes into events and logs
    },
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: {
      IncomingMessage: webSocketUpgradeAt(GRAPHQL_PATH),
      requireHostHeader: false,
      connectionsCheckingInterval: 5_000,
    },
    clientErrorHandler: answerClientError,
    frameworkErrors: answerBadUrl,
    forceCloseConnections: 'idle',
    ajv: {
      customOptions: {
        ...{ coerceTypes: false, removeAdditional: false, useDefaults: false }, // what was sent is judged as it is
        keywords: ['dependentRequired'], // for readers of OpenAPI: it is newer than the JSON Schema that Fastify checks by
      },
    },
  });
  app.removeContentTypeParser('text/plain');
  takeOnlyUtf8(app);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-correlation-id', request.id);
    reply.header('cache-control', 'no-store'); // a response may contain a secret, and soon becomes stale
    done();
  });
  app.addHook('onResponse', ({ log, routeOptions, method }, { statusCode, elapsedTime }, done) => {
    log.info({ route: routeOptions.url, method, statusCode, ms: Math.round(elapsedTime) }, 'answered');
    done();
  });
  answerInsteadOfNode(app);
  answerPlainly(app);
  return app;
}
