import type { FastifyInstance } from 'fastify';
import type { Checkpoints } from '../../app/proof/keep-checkpoints.js';
import type { Hash } from '../../app/proof/tree.js';
import { proveConsistency } from '../../operations/proof/prove-consistency.js';
import { proveInclusion } from '../../operations/proof/prove-inclusion.js';
import { answerProblem } from '../v1/answer-problems.js';
import type { Enter } from '../v1/enter-v1.js';

const base64 = (hash: Hash) => hash.toString('base64');
const size = { type: 'string', pattern: '^(0|[1-9][0-9]{0,15})$' };
const ofEvent = {
  querystring: { type: 'object', required: ['event'], properties: { event: { type: 'string', format: 'uuid' } } },
};
const ofSizes = { querystring: { type: 'object', required: ['from', 'to'], properties: { from: size, to: size } } };

/** `GET /audit/proof/inclusion?event=` and `GET /audit/proof/consistency?from=&to=`: RFC 6962 2.1. */
export function proofRoutes(app: FastifyInstance, enter: Enter, checkpoints: Checkpoints): void {
  app.get<{ Querystring: { event: string } }>('/proof/inclusion', { schema: ofEvent }, async (request, reply) => {
    const eventId = request.query.event.toLowerCase();
    const proof = await enter('proveInclusion', request, reply, (asking) =>
      proveInclusion(asking, checkpoints, eventId),
    );
    if (!proof) return answerProblem(reply, 'not_found', 'The tree has no such event that you may see.');
    const { leafIndex, treeSize, leafHash, hashes } = proof;
    return { leafIndex, treeSize, leafHash: base64(leafHash), hashes: hashes.map(base64) };
  });
  app.get<{ Querystring: { from: string; to: string } }>(
    '/proof/consistency',
    { schema: ofSizes },
    async (request, reply) => {
      const [from, to] = [Number(request.query.from), Number(request.query.to)];
      const hashes = await enter('proveConsistency', request, reply, async (asking) =>
        proveConsistency(asking, { from, to }),
      );
      if (!hashes)
        return answerProblem(reply, 'not_found', 'The tree does not have as many leaves, or `to` is less than `from`.');
      return { from, to, hashes: hashes.map(base64) };
    },
  );
}
