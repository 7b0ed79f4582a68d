import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Edge, RequestSpan, Tracer } from '../../app/traces/tracer.js';
import { GRAPHQL_PATH } from '../server/app.js';

function edgeOf({ routeOptions: { url } }: FastifyRequest): Edge | undefined {
  if (url === GRAPHQL_PATH) return 'GraphQL';
  return url?.startsWith('/v1/') ? '/v1' : undefined;
}

const operationOf = ({ routeOptions: { schema } }: FastifyRequest) => schema?.['operationId'];

/** A span for each request of an edge. To be called before the routes are there. */
export function traceRequests(app: FastifyInstance, tracer: Tracer): void {
  const spans = new WeakMap<FastifyRequest, RequestSpan>();
  app.addHook('onRequest', (request, _reply, done) => {
    const edge = edgeOf(request);
    if (edge !== undefined) {
      const { traceparent } = request.headers;
      const span = tracer.request(edge, typeof traceparent === 'string' ? traceparent : undefined);
      const operation = operationOf(request);
      if (operation !== undefined) span.name(operation);
      spans.set(request, span);
    }
    done();
  });
  // not earlier: a body arrives in the time of its socket, and what follows would no longer be within the span
  app.addHook('preValidation', (request, _reply, done) => {
    const span = spans.get(request);
    if (span) tracer.within(span, done);
    else done();
  });
  app.addHook('onResponse', (request, { statusCode: status }, done) => {
    const span = spans.get(request);
    span?.tell({ status });
    span?.end();
    done();
  });
}
