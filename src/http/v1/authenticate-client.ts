import type { FastifyInstance } from 'fastify';
import { authenticateClient, type Presented } from '../../operations/clients/authenticate-client.js';
import type { Enter } from './enter-v1.js';
import * as schemas from './schemas.js';

interface Body {
  client_id: string;
  client_secret?: string;
}

const reasons = [
  ...['expired', 'not_yet_valid', 'disabled', 'revoked', 'wrong_environment', 'unknown', 'credentials_required'],
];
const schema = {
  operationId: 'authenticateClient',
  summary: 'Is it this client?',
  description:
    'For a token endpoint (RFC 6749 2.3): pass on what the client has sent. One method in a request, or none for a public client. A refusal is 200 with `active: false`.',
  security: schemas.security,
  params: schemas.inEnvironment,
  querystring: schemas.atLeast,
  body: schemas.bodyOf(
    {
      client_id: schemas.clientId,
      client_secret: schemas.text('The client_secret, decoded (RFC 6749 2.3.1).', 'kl_demo_...'),
    },
    ['client_id'],
  ),
  response: {
    200: {
      description: 'Whether it is, and by what.',
      type: 'object',
      required: ['active', 'client_id', 'method', 'credential_id', 'kid', 'reason'],
      properties: {
        active: { type: 'boolean', description: 'True: give it a token.' },
        client_id: schemas.nullable('Who has proved to be this client.', schemas.CLIENT_ID),
        method: { type: 'string', enum: ['client_secret', 'private_key_jwt', 'none'] },
        credential_id: schemas.nullable('The secret or keypair that matched.', '8b0f6a5e-3c0f-4a39-9d6a-2a3d3f0a7c11'),
        kid: schemas.nullable('Of the keypair that signed.', null),
        reason: {
          ...schemas.nullable('Why not; `unknown` unless possession was proved.', null),
          enum: [...reasons, null],
        },
      },
    },
    ...schemas.problemResponses(...schemas.usual, ...schemas.ofBody),
  },
};

/** RFC 6749 2.3: a client must not use more than one method in a request. */
function presentedIn({ client_secret: secret }: Body): Presented {
  return secret === undefined ? { method: 'none' } : { method: 'client_secret', secret };
}

/** `POST /v1/{environment}/authenticate-client` */
export function authenticateClientRoute(app: FastifyInstance, enter: Enter): void {
  app.post<{ Params: schemas.InEnvironment; Querystring: schemas.AtLeast; Body: Body }>(
    '/:environment/authenticate-client',
    { schema },
    async (request, reply) => {
      const { body, query, params } = request;
      const environment = schemas.environmentOf(params.environment);
      const presented = presentedIn(body);
      const question = { clientId: body.client_id, environment, presented, atLeast: query.at_least };
      const answer = await enter('authenticateClient', request, reply, (asking) =>
        authenticateClient(asking, question),
      );
      return {
        active: answer.active,
        client_id: answer.clientId,
        method: presented.method,
        credential_id: answer.credentialId,
        kid: answer.kid,
        reason: answer.reason?.toLowerCase() ?? null,
      };
    },
  );
}
