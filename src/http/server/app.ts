import { randomUUID } from 'node:crypto';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { isUuid } from '../../domain/values/uuid.js';
import { answerBadUrl, answerPlainly } from './plain-errors.js';
import { takeOnlyUtf8 } from './strict-json.js';

export interface AppOptions {
  logLevel: string;
  /** Bytes. */
  bodyLimit: number;
  /** Addresses of reverse proxies whose X-Forwarded-For is believed; null for none. */
  trustedProxies: readonly string[] | null;
  /** Where the log is written, a line of JSON at a time; to the standard output without it. */
  logTo?: { write(line: string): void } | undefined;
}

/** Milliseconds for a request to arrive whole; without a bound, a slow sender holds its socket for ever. */
const REQUEST_TIMEOUT_MS = 30_000;

/** The HTTP server with what every route shares: ids, limits, the log, plain errors. It does not listen yet. */
export function makeApp({ logLevel, bodyLimit, trustedProxies, logTo }: AppOptions): FastifyInstance {
  const app = Fastify({
    logger: { level: logLevel, ...(logTo && { stream: logTo }) },
    logController: new LogController({ disableRequestLogging: true }), // it logs the URL, where anything may stand
    bodyLimit,
    trustProxy: trustedProxies ? [...trustedProxies] : false,
    genReqId: ({ headers }) => {
      const given = headers['x-correlation-id'];
      return typeof given === 'string' && isUuid(given) ? given : randomUUID(); // it goes into events and logs
    },
    requestTimeout: REQUEST_TIMEOUT_MS,
    frameworkErrors: answerBadUrl,
    forceCloseConnections: 'idle',
  });
  app.removeContentTypeParser('text/plain');
  takeOnlyUtf8(app);
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-correlation-id', request.id);
    reply.header('cache-control', 'no-store'); // an answer may show a secret, and says how things are now
    done();
  });
  app.addHook('onResponse', ({ log, routeOptions, method }, { statusCode, elapsedTime }, done) => {
    log.info({ route: routeOptions.url, method, statusCode, ms: Math.round(elapsedTime) }, 'answered');
    done();
  });
  answerPlainly(app);
  return app;
}
