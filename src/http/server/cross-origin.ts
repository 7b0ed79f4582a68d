import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

/** Seconds that a browser may remember the answer; Chromium takes no more. */
const MAX_AGE = 7_200;

/**
 * Lets pages of these origins, and no others, call one path from a browser (Fetch, 3.2 CORS protocol). Never with
 * credentials: who asks is said by a bearer token, which a browser does not add by itself.
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
    exposedHeaders: ['x-correlation-id'],
    credentials: false,
    maxAge: MAX_AGE,
    strictPreflight: false, // an OPTIONS that asks for nothing is no fault
  };
  await app.register(cors, {
    delegator: ({ url }, answer) => answer(null, url.split('?')[0] === path ? here : { origin: false }),
  });
}
