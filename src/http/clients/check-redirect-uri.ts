import type { FastifyInstance } from 'fastify';
import { checkRedirectUri } from '../../operations/clients/check-redirect-uri.js';
import type { Enter } from '../v1/enter-v1.js';
import * as schemas from '../v1/schemas.js';

interface Body {
  client_id: string;
  redirect_uri: string;
}

const schema = {
  operationId: 'checkRedirectUri',
  summary: 'Is this redirect URI registered?',
  description:
    'Compared character for character; only on a loopback address may the port differ (RFC 8252 7.3). An unknown, deleted or disabled client has none.',
  security: schemas.security,
  params: schemas.inEnvironment,
  querystring: schemas.atLeast,
  body: schemas.bodyOf(
    {
      client_id: schemas.clientId,
      redirect_uri: schemas.text('As it came in the authorization request.', 'https://app.example/callback'),
    },
    { required: ['client_id', 'redirect_uri'] },
  ),
  response: {
    200: {
      description: 'How it matches.',
      headers: schemas.headers.ofEach,
      type: 'object',
      required: ['match'],
      properties: {
        match: { ...schemas.text('`none`: do not redirect.', 'exact'), enum: ['exact', 'loopback_port', 'none'] },
      },
    },
    ...schemas.problemResponses(...schemas.usual, 'content_too_large'),
  },
};

/** `POST /v1/{environment}/check-redirect-uri` */
export function checkRedirectUriRoute(app: FastifyInstance, enter: Enter): void {
  app.post<{ Params: schemas.InEnvironment; Querystring: schemas.AtLeast; Body: Body }>(
    '/:environment/check-redirect-uri',
    { schema },
    async (request, reply) => {
      const { client_id: clientId, redirect_uri: redirectUri } = request.body;
      const environment = schemas.environmentOf(request.params.environment);
      const question = { clientId, redirectUri, environment, atLeast: request.query.at_least };
      const check = await enter('checkClientRedirectUri', request, reply, (asking) =>
        checkRedirectUri(asking, question),
      );
      return { match: check.match.toLowerCase() };
    },
  );
}
