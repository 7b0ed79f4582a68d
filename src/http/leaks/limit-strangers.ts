import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Limiter } from '../../app/limits/limiter.js';
import { answerProblem } from '../v1/answer-problems.js';
import { networkOf } from './network-of.js';

/** A hook that answers 429 (RFC 6585 4) before the body is read, to whoever asks too often without a token. */
export const limitStrangers =
  (limiter: Limiter, sourceIpOf: (request: FastifyRequest['raw']) => string | null) =>
  (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    const wait = limiter.take(networkOf(sourceIpOf(request.raw)));
    if (wait === 0) return done();
    answerProblem(reply.header('retry-after', wait), 'too_many_requests');
  };
