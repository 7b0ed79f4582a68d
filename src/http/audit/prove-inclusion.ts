import type { FastifyInstance } from 'fastify';
import type { Checkpoints } from '../../app/proof/keep-checkpoints.js';
import { proveInclusion } from '../../operations/proof/prove-inclusion.js';
import { answerProblem } from '../v1/answer-problems.js';
import type { Enter } from '../v1/enter-v1.js';

const schema = {
  querystring: { type: 'object', required: ['event'], properties: { event: { type: 'string', format: 'uuid' } } },
};

/** `GET /audit/proof/inclusion?event=`: RFC 6962 2.1.1. */
export function proveInclusionRoute(app: FastifyInstance, enter: Enter, checkpoints: Checkpoints): void {
  app.get<{ Querystring: { event: string } }>('/proof/inclusion', { schema }, async (request, reply) => {
    const eventId = request.query.event.toLowerCase();
    const proof = await enter('proveInclusion', request, reply, (asking) =>
      proveInclusion(asking, checkpoints, eventId),
    );
    if (!proof) return answerProblem(reply, 'not_found', 'The tree has no such event that you may see.');
    const { leafIndex, treeSize, leafHash, hashes } = proof;
    const written = hashes.map((hash) => hash.toString('base64'));
    return { leafIndex, treeSize, leafHash: leafHash.toString('base64'), hashes: written };
  });
}
