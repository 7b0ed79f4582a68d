import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ClientMetadata } from '../../../projections/credentials/client-metadata.js';
import type { Method } from '../../domain/credentials/authentication-methods.js';
import { describeClient } from '../../operations/clients/describe-client.js';
import { answerProblem } from '../v1/answer-problems.js';
import { sendTagged } from '../v1/entity-tag.js';
import type { Enter } from '../v1/enter-v1.js';
import * as schemas from '../v1/schemas.js';

/** RFC 7591 2.1, and RFC 7523 2.1 for the last. */
const grantTypes: Record<Method, string> = {
  AUTHORIZATION_CODE: 'authorization_code',
  IMPLICIT: 'implicit',
  SERVICE_INTEGRATION: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
};
const responseTypes: Record<Method, string | undefined> = {
  AUTHORIZATION_CODE: 'code',
  IMPLICIT: 'token',
  SERVICE_INTEGRATION: undefined,
};

const list = (description: string, ...examples: string[]) => ({
  ...{ type: 'array', items: { type: 'string' }, description, examples: [examples] },
});

const properties = {
  client_id: schemas.clientId,
  client_id_issued_at: { type: 'integer', description: 'When the key was created, in seconds since 1970.' },
  client_name: schemas.text('Its name for people.', 'Invoice robot'),
  redirect_uris: list(
    'Registered in this environment; compare character for character.',
    'https://app.example/callback',
  ),
  grant_types: list('Ways of signing in for which the client has all that is needed.', 'authorization_code'),
  response_types: list('What belongs to these grant types.', 'code'),
  token_endpoint_auth_method: {
    ...schemas.text('What the client has; whatever authenticate-client accepts is as good.', 'client_secret_basic'),
    enum: ['none', 'client_secret_basic', 'private_key_jwt'],
  },
  application_type: { type: 'string', enum: ['web', 'native'], description: '`native` for a public client.' },
  policy_uri: schemas.text('Its privacy policy, if it has one.', 'https://app.example/privacy'),
  tos_uri: schemas.text('Its terms of use, if it has any.', 'https://app.example/terms'),
  jwks_uri: schemas.text('Its public keys.', `https://keys.example/v1/demo/clients/${schemas.CLIENT_ID}/jwks.json`),
  require_pkce: { type: 'boolean', description: 'True for a public client (RFC 7636, RFC 9700 2.1.1).' },
};
const schema = {
  operationId: 'describeClient',
  summary: 'The metadata of a client',
  description:
    'In the words of RFC 7591, as the key is in this environment. 404 for a client that must not be used: unknown, deleted, disabled, or not in this environment. The header Keyledger-Valid-Until, if there, says when a credential next begins or ends to count: `changes` does not tell that.',
  security: schemas.security,
  params: schemas.ofClient,
  querystring: schemas.atLeast,
  response: {
    200: {
      description: 'The client may be used.',
      headers: {
        ...schemas.headers.ofTagged,
        'Keyledger-Valid-Until': {
          type: 'string',
          description: 'When a credential next begins or ends to count, ISO 8601.',
        },
      },
      type: 'object',
      required: Object.keys(properties).filter((name) => name !== 'policy_uri' && name !== 'tos_uri'),
      properties,
    },
    304: { description: 'It is as it was: If-None-Match named this version.', type: 'null' },
    ...schemas.problemResponses(...schemas.usual, 'client_not_found', 'not_found'),
  },
};

const asRfc7591 = (metadata: ClientMetadata, jwksUri: string) => ({
  client_id: metadata.clientId,
  client_id_issued_at: Math.floor(Date.parse(metadata.createdAt) / 1000),
  client_name: metadata.name,
  redirect_uris: metadata.redirectUris,
  grant_types: metadata.methods.map((method) => grantTypes[method]),
  response_types: metadata.methods.flatMap((method) => responseTypes[method] ?? []),
  token_endpoint_auth_method: metadata.tokenEndpointAuthMethod,
  application_type: metadata.mobileApp ? 'native' : 'web',
  ...(metadata.privacyPolicyUrl !== null && { policy_uri: metadata.privacyPolicyUrl }),
  ...(metadata.termsOfUseUrl !== null && { tos_uri: metadata.termsOfUseUrl }),
  jwks_uri: jwksUri,
  require_pkce: metadata.mobileApp,
});

/** Where clients reach this server, without a slash at the end: as it is configured, or else as this request has reached it. */
const publicUrlOf = ({ protocol, host }: FastifyRequest, configured: string | null): string =>
  configured?.replace(/\/$/, '') ?? `${protocol}://${host}`;

/** `GET /v1/{environment}/clients/{client_id}` */
export function describeClientRoute(app: FastifyInstance, enter: Enter, publicUrl: string | null): void {
  app.get<{ Params: schemas.OfClient; Querystring: schemas.AtLeast }>(
    '/:environment/clients/:client_id',
    { schema },
    async (request, reply) => {
      const { environment, client_id: clientId } = request.params;
      const question = { clientId, environment: schemas.environmentOf(environment), atLeast: request.query.at_least };
      const found = await enter('describeClient', request, reply, (asking) => describeClient(asking, question));
      if (!found) return answerProblem(reply, 'client_not_found');
      const jwksUri = `${publicUrlOf(request, publicUrl)}/v1/${environment}/clients/${found.clientId}/jwks.json`;
      if (found.until !== null) reply.header(schemas.UNTIL_HEADER, found.until);
      return sendTagged(request, reply, asRfc7591(found, jwksUri));
    },
  );
}
