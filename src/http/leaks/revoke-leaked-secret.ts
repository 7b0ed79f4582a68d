import type { FastifyInstance } from 'fastify';
import { originOf } from '../../app/access/session.js';
import { limiter } from '../../app/limits/limiter.js';
import { revokeByPossession } from '../../operations/leaks/revoke-by-possession.js';
import { clientAddress } from '../server/client-address.js';
import { tellPosition, type Entering } from '../v1/enter-v1.js';
import * as schemas from '../v1/schemas.js';
import { atEvenTimes } from './at-even-times.js';
import { limitStrangers } from './limit-strangers.js';

const schema = {
  operationId: 'revokeLeakedSecret',
  summary: 'Revoke this secret: it has leaked',
  description:
    'By anybody, without a token: whoever has a secret may end it, at once and for good. The answer is the same for a text that is no secret, or is revoked already. When it is there, the secret counts nowhere any more.',
  body: schemas.bodyOf(
    { secret: { ...schemas.text('The secret, as it was found.', 'kl_demo_...'), minLength: 1 } },
    { required: ['secret'] },
  ),
  response: {
    200: {
      description: 'It is no secret that counts, whatever it was.',
      headers: schemas.headers.ofEach,
      type: 'object',
      properties: {},
    },
    ...schemas.problemResponses('invalid_request', 'content_too_large', 'too_many_requests', 'unavailable'),
  },
};

export interface StrangersOptions extends Pick<Entering, 'services' | 'trustedProxies'> {
  /** How many requests a minute those may make who show no token, in all. */
  revocationsPerMinute: number;
  /** From one address. */
  revocationsPerMinuteOfAddress: number;
}

/** `POST /v1/revoke` */
export function revokeLeakedSecretRoute(app: FastifyInstance, options: StrangersOptions): void {
  const { services, trustedProxies, revocationsPerMinute, revocationsPerMinuteOfAddress } = options;
  const sourceIpOf = clientAddress(trustedProxies, services.log);
  const strangers = limiter({ perMinute: revocationsPerMinute, perMinuteOfOne: revocationsPerMinuteOfAddress });
  const onRequest = limitStrangers(strangers, sourceIpOf);
  app.post<{ Body: { secret: string } }>('/revoke', { schema, onRequest }, async (request, reply) => {
    const origin = originOf({
      sourceIp: sourceIpOf(request.raw),
      userAgent: request.headers['user-agent'] ?? null,
      correlationId: request.id,
    });
    // that of before, whatever was done: by its own the answer would tell it
    tellPosition(reply)(await atEvenTimes(() => revokeByPossession(services, request.body.secret, origin)));
    return {};
  });
}
