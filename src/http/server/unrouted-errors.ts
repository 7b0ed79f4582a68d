import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { problemCodeOf } from '../v1/answer-problems.js';
import { problem, PROBLEM_TYPE } from '../v1/problems.js';
import { plainly } from './plain-errors.js';

const isOfV1 = (address: string) => /^\/v1(?:[/?]|$)/.test(address);

/**
 * The answer to what fails before there is a route that would know its form: a problem for an address of `/v1`, and else what
 * GraphQL's clients read, also where no address is known.
 */
export const unrouted = (status: number, address = '') =>
  isOfV1(address)
    ? { type: PROBLEM_TYPE, body: JSON.stringify(problem(problemCodeOf(status))) }
    : { type: 'application/json; charset=utf-8', body: JSON.stringify(plainly(status)) };

/** Answers a path that cannot be decoded, before routing; the framework would repeat the path. */
export function answerBadUrl(error: FastifyError, { url, id }: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  const { type, body } = unrouted(status, url);
  void reply.code(status).header('x-correlation-id', id).type(type).send(body);
}
