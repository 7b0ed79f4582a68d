import type { FastifyInstance } from 'fastify';
import type { Checkpoints } from '../../app/proof/keep-checkpoints.js';
import type { Enter } from '../v1/enter-v1.js';

/** `GET /audit/checkpoint`: the newest signed note. Also of a log that is not signed any more, because it was rewritten. */
export function readCheckpointRoute(app: FastifyInstance, enter: Enter, checkpoints: Checkpoints): void {
  app.get('/checkpoint', async (request, reply) => {
    const note = await enter('readCheckpoint', request, reply, async () => checkpoints.newest() ?? checkpoints.sign());
    return reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(note);
  });
}
