import type { StaticDocumentSpec } from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import { readOpenApi } from './openapi.js';

/** Everything comes from this server. The page sets styles itself; the package's own policy would turn a plain address into https. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

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
    staticCSP: policy,
    theme: { title: 'Keyledger for authorization servers' },
    uiConfig: { deepLinking: true, persistAuthorization: false, validatorUrl: null, layout: 'BaseLayout' },
  });
}
