import type { FastifyInstance } from 'fastify';
import { verifyGrant } from '../../operations/clients/verify-grant.js';
import type { Enter } from '../v1/enter-v1.js';
import * as schemas from '../v1/schemas.js';

interface Body {
  assertion: string;
  audience: string;
}

const schema = {
  operationId: 'verifyGrant',
  summary: 'Does this assertion grant a token?',
  description:
    'A JWT as an authorization grant (RFC 7523 2.1): pass on what the client has sent. Each `jti` counts once. A refusal is 200 with `active: false`.',
  security: schemas.security,
  params: schemas.inEnvironment,
  querystring: schemas.atLeast,
  body: schemas.bodyOf(
    { assertion: schemas.assertion, audience: schemas.audience },
    { required: ['assertion', 'audience'] },
  ),
  response: {
    200: {
      description: 'Whether it does, and to whom.',
      headers: schemas.headers.ofEach,
      type: 'object',
      required: ['active', 'client_id', 'sub', 'scope', 'kid', 'credential_id', 'reason'],
      properties: {
        active: { type: 'boolean', description: 'True: give this client a token for `sub`.' },
        client_id: schemas.nullable('Whose signature it is.', schemas.CLIENT_ID),
        sub: schemas.nullable('The user for whom the token is.', 'ann@customer.example'),
        scope: schemas.nullable('What the assertion asks for (RFC 6749 3.3).', 'invoices'),
        kid: schemas.nullable('Of the keypair that signed.', schemas.KID),
        credential_id: schemas.nullable('The keypair that signed.', schemas.CREDENTIAL_ID),
        reason: {
          ...schemas.nullable('Why not; `unknown` unless the signature matched.', null),
          enum: [...schemas.assertionReasons, 'unknown', null],
        },
      },
    },
    ...schemas.problemResponses(...schemas.usual, 'content_too_large', 'replay_check_unavailable'),
  },
};

/** `POST /v1/{environment}/verify-grant` */
export function verifyGrantRoute(app: FastifyInstance, enter: Enter): void {
  app.post<{ Params: schemas.InEnvironment; Querystring: schemas.AtLeast; Body: Body }>(
    '/:environment/verify-grant',
    { schema },
    async (request, reply) => {
      const { assertion, audience } = request.body;
      const environment = schemas.environmentOf(request.params.environment);
      const question = { assertion, audience, environment, atLeast: request.query.at_least };
      const answer = await enter('verifyGrant', request, reply, (asking) => verifyGrant(asking, question));
      const { active, clientId: client_id, sub, scope, kid, credentialId: credential_id, reason } = answer;
      return { active, client_id, sub, scope, kid, credential_id, reason: reason?.toLowerCase() ?? null };
    },
  );
}
