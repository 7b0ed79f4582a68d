import type { FastifyInstance } from 'fastify';
import { answerProblem } from './answer-problems.js';
import { problems, type ProblemCode } from './problems.js';

/** `GET /v1/problems/{code}`: what the `type` of a problem leads to (RFC 9457 3.1.1). */
export function explainProblemRoute(app: FastifyInstance): void {
  app.get<{ Params: { code: string } }>('/problems/:code', ({ params }, reply) => {
    if (!Object.hasOwn(problems, params.code)) return answerProblem(reply, 'not_found');
    const [status, title, detail] = problems[params.code as ProblemCode];
    return reply.type('text/plain; charset=utf-8').send(`${params.code} (HTTP ${status}): ${title}.\n${detail}\n`);
  });
}
