import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';

/** The description of `/v1`, as it is committed; a test proves that it is the one of the routes. */
export const readOpenApi = (): string =>
  readFileSync(new URL('../../../../schema/openapi.json', import.meta.url), 'utf8');

/** `GET /v1/openapi.json` */
export function openApiRoute(app: FastifyInstance): void {
  const document = readOpenApi();
  app.get('/openapi.json', (_request, reply) => reply.type('application/json; charset=utf-8').send(document));
}
