import type { FastifyInstance } from 'fastify';
import { answerProblem, answerProblems } from '../v1/answer-problems.js';
import { enterV1, type Entering } from '../v1/enter-v1.js';
import { otherMethods } from '../v1/other-methods.js';
import { refuseEncodedBodies } from '../v1/refuse-encoded-bodies.js';
import { cosignCheckpointRoute } from './cosign-checkpoint.js';
import { followEventsRoute } from './follow-events.js';
import { proveConsistencyRoute } from './prove-consistency.js';
import { proveInclusionRoute } from './prove-inclusion.js';
import { readCheckpointRoute } from './read-checkpoint.js';
import { readEntriesRoute } from './read-entries.js';
import { readTileRoute } from './read-tile.js';
import type { Checkpoints } from '../../app/proof/keep-checkpoints.js';

export interface AuditOptions extends Entering {
  checkpoints: Checkpoints;
  /** Is told of each stream of events that opens and closes. */
  countStreams: (by: 1 | -1) => void;
}

/** `/audit`: the proof of the history, and the history as it happens (`docs/audit-proof.md`, Over HTTP). To be registered with the prefix. */
export function auditRoutes(app: FastifyInstance, options: AuditOptions): void {
  const { checkpoints, countStreams } = options;
  answerProblems(app);
  app.setNotFoundHandler((_request, reply) => answerProblem(reply, 'not_found'));
  refuseEncodedBodies(app);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => done(null, body));
  const answerOtherMethods = otherMethods(app);
  const enter = enterV1(options);
  readCheckpointRoute(app, enter, checkpoints);
  cosignCheckpointRoute(app, enter, checkpoints);
  readTileRoute(app, enter);
  readEntriesRoute(app, enter);
  proveInclusionRoute(app, enter, checkpoints);
  proveConsistencyRoute(app, enter);
  followEventsRoute(app, enter, countStreams);
  answerOtherMethods();
}
