import type { FastifyInstance } from 'fastify';
import { credentials } from '../../../projections/credentials/index.js';
import type { Scrubbed } from '../../app/scrub/scrubbed.js';
import { UnknownEvent } from '../../app/log/decode.js';
import type { Projector } from '../../app/views/projector.js';
import type { Staleness } from '../../app/views/staleness.js';

/** A stable code for why the projections stopped; the log has the message. */
const problemOf = ({ failure, outage }: Pick<ReturnType<Projector['state']>, 'failure' | 'outage'>) => {
  if (failure !== undefined) return failure instanceof UnknownEvent ? 'UNKNOWN_EVENT' : 'VIEWS_FAILED';
  return outage ? 'VIEWS_UNAVAILABLE' : null;
};

/**
 * `live`: the process answers. `ready`: it can verify secrets, because the view for verification has caught up and follows
 * the log. A server that cannot reach the event store stays ready and reports the time in `staleForMs`; a server that
 * rebuilds another view stays ready and names it in `behind`. `log`: how far the scrub has come.
 */
export function health(
  app: FastifyInstance,
  projector: Pick<Projector, 'state' | 'behind'>,
  staleness: Staleness,
  scrubbed: () => Scrubbed,
  isRewritten: () => boolean = () => false,
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
      problem: problemOf(state) ?? (isRewritten() ? 'LOG_REWRITTEN' : null),
      behind: projector.behind(),
    };
    const { verifiedUpTo, lastWholePass } = scrubbed();
    const log = { verifiedUpTo, lastWholePass };
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', views, log });
  });
}
