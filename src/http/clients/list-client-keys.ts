import type { FastifyInstance } from 'fastify';
import type { KeypairCredential } from '../../../projections/credentials/row.js';
import { listClientKeys } from '../../operations/clients/list-client-keys.js';
import type { Services } from '../../operations/asking.js';
import { sendTagged } from '../v1/entity-tag.js';
import { tellPosition } from '../v1/enter-v1.js';
import * as schemas from '../v1/schemas.js';

const JWK_SET_TYPE = 'application/jwk-set+json';

const jwk = {
  type: 'object',
  required: ['kty', 'kid', 'use', 'alg'],
  additionalProperties: true,
  properties: {
    kty: schemas.text('Key type (RFC 7518 6.1).', 'RSA'),
    kid: schemas.text('Key id.', schemas.KID),
    use: { type: 'string', enum: ['sig'] },
    alg: schemas.text('The algorithm that the key is meant for.', 'RS256'),
  },
};
const schema = {
  operationId: 'listClientKeys',
  summary: 'The public keys of a client',
  description:
    'A JWK Set (RFC 7517 5) with the keys that count now. Public: it takes no token. An unknown client has an empty set.',
  params: schemas.ofClient,
  querystring: schemas.atLeast,
  response: {
    200: {
      description: 'The keys.',
      headers: schemas.headers.ofTagged,
      content: {
        [JWK_SET_TYPE]: {
          schema: { type: 'object', required: ['keys'], properties: { keys: { type: 'array', items: jwk } } },
        },
      },
    },
    304: { description: 'It is as it was: If-None-Match named this version.', type: 'null' },
    ...schemas.problemResponses('invalid_request', 'invalid_position', 'unavailable'),
  },
};

export interface ClientKeysOptions {
  services: Services;
  /** The longest time for which anybody may keep a set, in seconds. */
  maxAgeS: number;
}

/** `GET /v1/{environment}/clients/{client_id}/jwks.json` */
export function listClientKeysRoute(app: FastifyInstance, { services, maxAgeS }: ClientKeysOptions): void {
  app.get<{ Params: schemas.OfClient; Querystring: schemas.AtLeast }>(
    '/:environment/clients/:client_id/jwks.json',
    { schema },
    async (request, reply) => {
      const { environment, client_id: clientId } = request.params;
      const question = { clientId, environment: schemas.environmentOf(environment), atLeast: request.query.at_least };
      const keypairs = await listClientKeys({ ...services, onRead: tellPosition(reply) }, question);
      const keys = keypairs.map(({ publicKeyPem, kid, algorithm: alg }) => ({
        ...services.jwkOf(publicKeyPem),
        ...{ kid, use: 'sig', alg },
      }));
      const age = Math.min(maxAgeS, secondsLeft(keypairs, services.now()));
      reply.type(JWK_SET_TYPE).header('cache-control', `public, max-age=${age}`);
      return sendTagged(request, reply, { keys });
    },
  );
}

/** Until the first of them ends: no cache is to have a key for longer. */
function secondsLeft(keypairs: readonly KeypairCredential[], now: Date): number {
  const ends = keypairs.flatMap(({ expiresAt }) => (expiresAt === null ? [] : [Date.parse(expiresAt)]));
  return Math.max(0, Math.floor((Math.min(...ends) - now.getTime()) / 1000));
}
