import { METHODS } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { answerProblem } from './answer-problems.js';

/** Node answers this one itself. */
const NOT_FOR_ROUTES = new Set(['CONNECT']);

/**
 * Answers every other method of an address that has some: 405 with `Allow` (RFC 9110 15.5.6), and OPTIONS with the same list. To be
 * called before the routes are made; a call of the returned function ends them.
 */
export function otherMethods(app: FastifyInstance): () => void {
  const answered = new Map<string, Set<string>>();
  app.addHook('onRoute', ({ routePath, method }) => {
    const methods = answered.get(routePath) ?? new Set();
    for (const one of [method].flat()) methods.add(one);
    answered.set(routePath, methods);
  });
  return () => {
    for (const method of METHODS.filter((one) => !NOT_FOR_ROUTES.has(one) && !app.supportedMethods.includes(one)))
      app.addHttpMethod(method);
    for (const [url, methods] of [...answered]) {
      const allow = [...methods, 'OPTIONS'].sort().join(', ');
      app.route({
        url,
        method: app.supportedMethods.filter((one) => !methods.has(one)),
        onRequest: async (request, reply) => {
          reply.header('allow', allow);
          return request.method === 'OPTIONS' ? reply.code(204).send() : answerProblem(reply, 'method_not_allowed');
        },
        handler: () => undefined, // the hook has answered, before there is a body to be read
      });
    }
    app.options('/*', (_request, reply) => answerProblem(reply, 'not_found')); // before the handler of CORS, which knows no problems
  };
}
