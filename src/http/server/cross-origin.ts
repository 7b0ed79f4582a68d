import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** How long a browser may cache a preflight response, in seconds; Chromium caps it at this. */
const MAX_AGE_S = 7_200;

/**
 * Lets pages of these origins, and no others, call one path from a browser (Fetch, 3.2 CORS protocol). Allows no
 * credentials: callers identify themselves by a bearer token, which a browser does not add by itself.
 */
export async function crossOrigin(app: FastifyInstance, path: string, origins: readonly string[]): Promise<void> {
  const here: FastifyCorsOptions = {
    origin: [...origins],
    methods: ['GET', 'POST'],
    allowedHeaders: [
      'authorization',
      'content-type',
      'apollo-require-preflight',
      'x-apollo-operation-name',
      'apollographql-client-name',
      'apollographql-client-version',
      'x-correlation-id',
    ],
    exposedHeaders: ['x-correlation-id', 'www-authenticate'],
    credentials: false,
    maxAge: MAX_AGE_S,
    strictPreflight: false, // an OPTIONS request that is no preflight is allowed
  };
  await app.register(cors, {
    delegator: ({ url }, answer) => answer(null, url.split('?')[0] === path ? here : { origin: false }),
  });
}
