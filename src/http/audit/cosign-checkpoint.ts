import type { FastifyInstance } from 'fastify';
import { CosignatureRefused, type CosignatureFault } from '../../app/proof/cosign.js';
import type { Checkpoints } from '../../app/proof/keep-checkpoints.js';
import { NoteInvalid } from '../../app/proof/note.js';
import { answerProblem, InvalidRequest } from '../v1/answer-problems.js';
import type { Enter } from '../v1/enter-v1.js';
import type { ProblemCode } from '../v1/problems.js';

/** Bytes: 16 signatures under long names and the text of a checkpoint, several times over. */
const BODY_LIMIT_BYTES = 16 * 1024;

const codes: Record<CosignatureFault, ProblemCode> = {
  NOT_NEWEST: 'checkpoint_not_newest',
  WITNESS_UNKNOWN: 'witness_unknown',
  WRONG: 'cosignature_wrong',
  FULL: 'checkpoint_full',
};

/** `POST /audit/cosignature`: keeps what witnesses have signed the newest checkpoint by. Answers the note as it is then. */
export function cosignCheckpointRoute(app: FastifyInstance, enter: Enter, checkpoints: Checkpoints): void {
  app.post('/cosignature', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const { body } = request;
    return enter('cosignCheckpoint', request, reply, async () => {
      if (typeof body !== 'string') throw new InvalidRequest('The body must be lines of signatures, or a signed note.');
      try {
        const note = await checkpoints.cosign(body);
        return await reply.type('text/plain; charset=utf-8').header('cache-control', 'no-store').send(note);
      } catch (error) {
        if (error instanceof CosignatureRefused) return answerProblem(reply, codes[error.fault]);
        if (error instanceof NoteInvalid) throw new InvalidRequest(error.message);
        throw error;
      }
    });
  });
}
