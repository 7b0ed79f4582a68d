import type { FastifyInstance } from 'fastify';
import { proveConsistency } from '../../operations/proof/prove-consistency.js';
import { answerProblem } from '../v1/answer-problems.js';
import type { Enter } from '../v1/enter-v1.js';

const size = { type: 'string', pattern: '^(0|[1-9][0-9]{0,15})$' };
const schema = { querystring: { type: 'object', required: ['from', 'to'], properties: { from: size, to: size } } };

/** `GET /audit/proof/consistency?from=&to=`: RFC 6962 2.1.2. */
export function proveConsistencyRoute(app: FastifyInstance, enter: Enter): void {
  app.get<{ Querystring: { from: string; to: string } }>('/proof/consistency', { schema }, async (request, reply) => {
    const [from, to] = [Number(request.query.from), Number(request.query.to)];
    const hashes = await enter('proveConsistency', request, reply, async (asking) =>
      proveConsistency(asking, { from, to }),
    );
    if (!hashes)
      return answerProblem(reply, 'not_found', 'The tree does not have as many leaves, or `to` is less than `from`.');
    return { from, to, hashes: hashes.map((hash) => hash.toString('base64')) };
  });
}
