import type { FastifyInstance } from 'fastify';
import type { Projector } from '../app/projector.js';

/** `live`: the process answers. `ready`: it should get traffic, because its views have caught up and go on following. */
export function health(app: FastifyInstance, projector: Pick<Projector, 'state'>): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', (_request, reply) => {
    const { position = null, caughtUp, outage, failure } = projector.state();
    const ready = caughtUp && failure === undefined;
    const reason = failure ?? outage;
    const problem = reason instanceof Error ? `${reason.name}: ${reason.message}` : null;
    const views = { caughtUp, position, problem };
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', views });
  });
}
