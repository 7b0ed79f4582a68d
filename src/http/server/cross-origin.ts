import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { ANY_ORIGIN, LOOPBACK_ORIGINS } from '../../config/forms.js';

/** How long a browser may cache a preflight response, in seconds; Chromium caps it at this. */
const MAX_AGE_S = 7_200;

/** Pages that this machine serves, at any port; the same hosts as those of `KEYLEDGER_CORS_ORIGINS=loopback`. */
const loopback = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

/**
 * Lets pages of these origins, and no others, call one path from a browser (Fetch, 3.2 CORS protocol). Allows no
 * credentials: callers identify themselves by a bearer token, which a browser does not add by itself.
 */
export async function crossOrigin(app: FastifyInstance, path: string, origins: readonly string[] | null) {
  const tell = tellOnce(app.log);
  const isHere = (url: string) => url.split('?')[0] === path;
  const listed = (origins ?? []).map((origin) => (origin === LOOPBACK_ORIGINS ? loopback : origin));
  const isAllowed = (origin: string) =>
    listed.some((one) => one === ANY_ORIGIN || (typeof one === 'string' ? one === origin : one.test(origin)));
  app.addHook('onRequest', ({ url, host, headers: { origin } }, _reply, done) => {
    if (origin !== undefined && isHere(url) && !isAllowed(origin) && !isOfHost(origin, host)) tell(origin);
    done();
  });
  if (!origins) return;
  const here: FastifyCorsOptions = {
    origin: listed,
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'apollo-require-preflight',
      'x-apollo-operation-name',
      'apollographql-client-name',
      'apollographql-client-version',
      'x-correlation-id',
      'traceparent', // W3C Trace Context, and Baggage: tracing in a page adds them to every request
      'tracestate',
      'baggage',
    ],
    exposedHeaders: ['x-correlation-id', 'www-authenticate'],
    credentials: false,
    maxAge: MAX_AGE_S,
    strictPreflight: false, // an OPTIONS request that is no preflight is allowed
  };
  await app.register(cors, {
    delegator: ({ url }, answer) => answer(null, isHere(url) ? here : { origin: false }),
  });
}

/** A page of this server: its browser sends an origin with what is no cross-origin request as well. */
const isOfHost = (origin: string, host: string) => URL.canParse(origin) && new URL(origin).host === host.toLowerCase();

/**
 * A browser tells its page nothing of why, so the log names the setting: once for each kind of origin, since a page repeats its
 * requests, and without the origin, which anybody can make up.
 */
function tellOnce(log: FastifyBaseLogger) {
  const told = new Set<string>();
  return (origin: string) => {
    const kind = origin === 'null' ? 'opaque' : loopback.test(origin) ? 'loopback' : 'elsewhere';
    if (told.has(kind)) return;
    told.add(kind);
    log.warn(
      { kind, setting: 'KEYLEDGER_CORS_ORIGINS' },
      'a page of another origin was refused: the setting does not list it',
    );
  };
}
