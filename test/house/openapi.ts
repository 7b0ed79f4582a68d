import swagger from '@fastify/swagger';
import type { Authenticator } from '../../src/app/access/actor.js';
import { makeApp } from '../../src/http/server/app.js';
import { v1Routes } from '../../src/http/v1/v1-routes.js';
import type { Services } from '../../src/operations/asking.js';

const description = `For authorization servers: who is this client, is this redirect URI right, is this secret or this assertion right.
The names are those of the OAuth RFCs. Every answer has the header Keyledger-Position; every error is application/problem+json
(RFC 9457). See docs/authorization-servers.md.`;

/** `schema/openapi.json`, from the schemas of the routes. No route is asked, so no service is needed. */
export async function printedOpenApi(): Promise<string> {
  const app = makeApp({ logLevel: 'silent', bodyLimit: 1024, trustedProxies: null });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Keyledger for authorization servers', version: '1', description },
      servers: [{ url: '/', description: 'The server that this document comes from.' }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: ({ schema, url }) => ({ url, schema: schema?.['operationId'] ? schema : { hide: true } }),
  });
  const unasked = {
    services: {} as Services,
    authenticator: {} as Authenticator,
    trustedProxies: null,
    countStreams: () => undefined,
  };
  await app.register(v1Routes, { prefix: '/v1', ...unasked, publicUrl: null, jwksMaxAgeS: 60 });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return `${JSON.stringify(document, null, 2)}\n`;
}
