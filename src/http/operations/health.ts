import type { FastifyInstance } from 'fastify';
import { credentials } from '../../../projections/credentials/index.js';
import { UnknownEvent } from '../../app/log/decode.js';
import type { Projector } from '../../app/views/projector.js';
import type { Staleness } from '../../app/views/staleness.js';

/** Why the views stand still, in a code that stays; the log has the words. */
const problemOf = ({ failure, outage }: Pick<ReturnType<Projector['state']>, 'failure' | 'outage'>) => {
  if (failure !== undefined) return failure instanceof UnknownEvent ? 'UNKNOWN_EVENT' : 'VIEWS_FAILED';
  return outage ? 'VIEWS_UNAVAILABLE' : null;
};

/**
 * `live`: the process answers. `ready`: it should get traffic, because it verifies: the view that verification reads has caught up
 * and goes on following. A server that is cut off from the event store stays ready, and says for how long it is; so does one
 * that builds another view beside, and names it in `behind`.
 */
export function health(
  app: FastifyInstance,
  projector: Pick<Projector, 'state' | 'behind'>,
  staleness: Staleness,
): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', (_request, reply) => {
    const state = projector.state(credentials.name);
    const { position = null, caughtUp, failure } = state;
    const ready = caughtUp && failure === undefined;
    const views = {
      caughtUp,
      position,
      staleForMs: Math.round(staleness.ms()),
      problem: problemOf(state),
      behind: projector.behind(),
    };
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', views });
  });
}
