import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticator } from '../../app/access/actor.js';
import type { AuditVerb, V1Verb } from '../../app/access/permissions.js';
import { enter } from '../../app/access/enter.js';
import { openSession } from '../../app/access/session.js';
import type { Asking, Services } from '../../operations/asking.js';
import { extended } from '../../operations/extended.js';
import { clientAddress } from '../server/client-address.js';
import { POSITION_HEADER } from './schemas.js';

export interface Entering {
  services: Services;
  authenticator: Authenticator;
  /** Addresses of the reverse proxies whose X-Forwarded-For the server trusts; null: none. */
  trustedProxies: readonly string[] | null;
}

/** Runs the work for a caller whose token and role allow the verb, and tells the position of the answer in its header. */
export type Enter = <Answer>(
  verb: V1Verb | AuditVerb,
  request: FastifyRequest,
  reply: FastifyReply,
  work: (asking: Asking) => Promise<Answer>,
) => Promise<Answer>;

export function enterV1({ services, authenticator, trustedProxies }: Entering): Enter {
  const { log, measure } = services;
  const sourceIpOf = clientAddress(trustedProxies, log);
  return async (verb, request, reply, work) => {
    const session = await openSession(authenticator, {
      authorization: request.headers.authorization,
      sourceIp: sourceIpOf(request.raw),
      userAgent: request.headers['user-agent'] ?? null,
      correlationId: request.id,
    });
    return enter({ verb, session, refusable: false, measure, log }, (caller) =>
      work(extended(services, { caller, onRead: tellPosition(reply) })),
    );
  };
}

export const tellPosition = (reply: FastifyReply) => (position: string | undefined) =>
  void (position !== undefined && reply.header(POSITION_HEADER, position));
