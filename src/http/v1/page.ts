import type { StaticDocumentSpec } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { readOpenApi } from './openapi.js';

/** `GET /v1`: the description to read and to try, of files that the package brings along. Loaded only where it is shown. */
export async function v1Page(app: FastifyInstance): Promise<void> {
  const [{ default: swagger }, { default: swaggerUi }] = await Promise.all([
    import('@fastify/swagger'),
    import('@fastify/swagger-ui'),
  ]);
  const document = JSON.parse(readOpenApi()) as StaticDocumentSpec['document'];
  await app.register(swagger, { mode: 'static', specification: { document } });
  await app.register(swaggerUi, {
    routePrefix: '/v1',
    staticCSP: true,
    theme: { title: 'Keyledger for authorization servers' },
    uiConfig: { deepLinking: true, persistAuthorization: false },
  });
}
