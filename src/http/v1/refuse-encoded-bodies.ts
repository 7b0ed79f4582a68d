import type { FastifyInstance } from 'fastify';
import { answerProblem } from './answer-problems.js';

/** A compressed body is 415 (RFC 9110 15.5.16), said before it is read; the answer names what is taken. */
export function refuseEncodedBodies(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const encoding = request.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
    if (encoding === 'identity' || encoding === '') return done();
    reply.header('accept-encoding', 'identity');
    answerProblem(reply, 'unsupported_media_type');
  });
}
