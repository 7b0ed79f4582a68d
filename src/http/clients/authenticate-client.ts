import type { FastifyInstance } from 'fastify';
import { authenticateClient, type Presented } from '../../operations/clients/authenticate-client.js';
import { InvalidRequest } from '../v1/answer-problems.js';
import type { Enter } from '../v1/enter-v1.js';
import * as schemas from '../v1/schemas.js';

interface Body {
  client_id?: string;
  client_secret?: string;
  client_assertion_type?: string;
  client_assertion?: string;
  audience?: string;
}

/** RFC 7523 2.2 */
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const schema = {
  operationId: 'authenticateClient',
  summary: 'Is it this client?',
  description:
    'For a token endpoint (RFC 6749 2.3): pass on what the client has sent. One method in a request, a secret or an assertion, or none for a public client. A refusal is 200 with `active: false`.',
  security: schemas.security,
  params: schemas.inEnvironment,
  querystring: schemas.atLeast,
  body: schemas.bodyOf(
    {
      client_id: schemas.clientId,
      client_secret: schemas.text('The client_secret, decoded (RFC 6749 2.3.1).', 'kl_demo_...'),
      client_assertion_type: { ...schemas.text('With an assertion (RFC 7521 4.2).', JWT_BEARER), enum: [JWT_BEARER] },
      client_assertion: schemas.assertion,
      audience: schemas.audience,
    },
    {
      anyOf: [{ required: ['client_id'] }, { required: ['client_assertion'] }],
      dependentRequired: {
        client_assertion: ['client_assertion_type', 'audience'],
        client_assertion_type: ['client_assertion'],
      },
    },
  ),
  response: {
    200: {
      description: 'Whether it is, and by what.',
      headers: schemas.headers.ofEach,
      type: 'object',
      required: ['active', 'client_id', 'method', 'credential_id', 'kid', 'reason'],
      properties: {
        active: { type: 'boolean', description: 'True: give it a token.' },
        client_id: schemas.nullable('Who has proved to be this client.', schemas.CLIENT_ID),
        method: { type: 'string', enum: ['client_secret', 'private_key_jwt', 'none'] },
        credential_id: schemas.nullable('The secret or keypair that matched.', schemas.CREDENTIAL_ID),
        kid: schemas.nullable('Of the keypair that signed.', null),
        reason: {
          ...schemas.nullable('Why not; `unknown` unless possession was proved.', null),
          enum: [...schemas.assertionReasons, 'unknown', 'credentials_required', null],
        },
      },
    },
    ...schemas.problemResponses(...schemas.usual, 'content_too_large', 'replay_check_unavailable'),
  },
};

/** RFC 6749 2.3: a client must not use more than one method in a request. An assertion says by itself whose it is (RFC 7521 4.2). */
function presentedIn(body: Body): Presented {
  const { client_id: clientId, client_secret: secret, client_assertion: assertion, audience } = body;
  if ((assertion === undefined) !== (body.client_assertion_type === undefined))
    throw new InvalidRequest('client_assertion and client_assertion_type belong together.');
  if (assertion !== undefined) {
    if (secret !== undefined) throw new InvalidRequest('There is more than one method: a secret and an assertion.');
    if (audience === undefined) throw new InvalidRequest('The parameter audience is missing.');
    return { method: 'private_key_jwt', clientId, assertion, audience };
  }
  if (clientId === undefined) throw new InvalidRequest('The parameter client_id is missing.');
  return secret === undefined ? { method: 'none', clientId } : { method: 'client_secret', clientId, secret };
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
      const question = { environment, presented, atLeast: query.at_least };
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
