import swagger from '@fastify/swagger';
import type { Authenticator } from '../../src/app/access/actor.js';
import { makeApp } from '../../src/http/server/app.js';
import { problemResponse } from '../../src/http/v1/schemas.js';
import { v1Routes } from '../../src/http/v1/v1-routes.js';
import type { Services } from '../../src/operations/asking.js';

const description = `For authorization servers: who is this client, is this redirect URI right, is this secret or this assertion right.
The names are those of the OAuth RFCs. Every answer of an operation has the header Keyledger-Position; every error is
application/problem+json (RFC 9457). Whatever answers GET answers HEAD too, with the same headers and without a body; OPTIONS of
an address answers 204 with the header Allow. See docs/authorization-servers.md.`;

const header = (text: string) => ({ schema: { type: 'string' }, description: text });

/** Answers of every operation, each described once. An operation that says more of one of them itself keeps its own words. */
const ofEveryOperation: Record<string, { name: string; response: object }> = {
  404: { name: 'NotFound', response: problemResponse('not_found') },
  405: {
    name: 'MethodNotAllowed',
    response: {
      ...problemResponse('method_not_allowed'),
      headers: { Allow: header('The methods that are answered at this address.') },
    },
  },
  414: { name: 'UriTooLong', response: problemResponse('uri_too_long') },
  415: {
    name: 'UnsupportedMediaType',
    response: {
      ...problemResponse('unsupported_media_type'),
      headers: { 'Accept-Encoding': header('`identity`: nothing compressed is read.') },
    },
  },
  default: {
    name: 'OtherProblem',
    response: {
      ...problemResponse('internal_error', 'request_timeout', 'expectation_failed', 'headers_too_large'),
      description: 'A fault of the server, or of the request as HTTP',
    },
  },
};

interface Document {
  components: { responses?: Record<string, object> };
  paths: Record<string, Record<string, { responses: Record<string, object> }>>;
}

function describeOfEveryOperation({ components, paths }: Document): void {
  const shared = Object.entries(ofEveryOperation);
  components.responses = Object.fromEntries(shared.map(([, { name, response }]) => [name, response]));
  const references = Object.fromEntries(
    shared.map(([status, { name }]) => [status, { $ref: `#/components/responses/${name}` }]),
  );
  for (const operation of Object.values(paths).flatMap((methods) => Object.values(methods)))
    operation.responses = { ...references, ...operation.responses };
}

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
  const limits = { revocationsPerMinute: 1, revocationsPerMinuteOfAddress: 1 };
  const settings = { publicUrl: null, jwksMaxAgeS: 60, signedByScanner: null, ...limits };
  await app.register(v1Routes, { prefix: '/v1', ...unasked, ...settings });
  await app.ready();
  const document = app.swagger();
  await app.close();
  describeOfEveryOperation(document as unknown as Document);
  return `${JSON.stringify(document, null, 2)}\n`;
}
