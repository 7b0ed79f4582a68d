import type { FastifyInstance } from 'fastify';
import { answerProblem } from './answer-problems.js';

/** A compressed body, or one in another charset than UTF-8, is 415 (RFC 9110 15.5.16), said before it is read; the answer names what is taken. */
export function refuseEncodedBodies(app: FastifyInstance): void {
  app.addHook('onRequest', ({ headers }, reply, done) => {
    const encoding = headers['content-encoding']?.trim().toLowerCase() || 'identity';
    const charset =
      /;\s*charset\s*=\s*"?([^;"\s]*)/i.exec(headers['content-type'] ?? '')?.[1]?.toLowerCase() ?? 'utf-8';
    if (encoding === 'identity' && /^(utf-?8|us-ascii)$/.test(charset)) return done();
    reply.header('accept-encoding', 'identity');
    answerProblem(reply, 'unsupported_media_type');
  });
}
