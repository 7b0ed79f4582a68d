import type { FastifyError, FastifyInstance } from 'fastify';
import { challengeFor } from '../../app/access/challenge.js';
import { errorResponseOf, type ErrorCode } from '../../app/errors/error-responses.js';

/** Messages for HTTP errors. The framework's messages repeat the path or a part of the body. */
const statusMessages: Record<number, string> = {
  400: 'The request is malformed; the body must be JSON.',
  404: 'There is nothing here.',
  405: 'This method is not answered here.',
  408: 'The request took too long.',
  413: 'The body is too long.',
  415: 'The body must be JSON: content-type application/json.',
  417: 'Nothing can be expected here but 100-continue.',
  431: 'The headers are too long.',
  503: 'The server is stopping; try again.',
};

const statuses: Record<ErrorCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  AS_OF_INVALID: 400,
  REVISION_NOT_FOUND: 404,
  POSITION_FOREIGN: 400,
  TIME_IN_FUTURE: 400,
  RANGE_INVALID: 400,
  UNAVAILABLE: 503,
  LOG_REWRITTEN: 503,
};

/** The body of a response with this status. */
export const plainly = (status: number) => ({
  errors: [
    {
      message: statusMessages[status] ?? 'Something went wrong here.',
      extensions: { code: status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR' },
    },
  ],
});

/** Gives errors outside GraphQL the shape of GraphQL errors, so that a client reads both in one way. */
export function answerPlainly(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) => reply.code(404).send(plainly(404)));
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const response = errorResponseOf(error, request.log, {});
    if (response) {
      const { code, message } = response;
      if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', challengeFor(error));
      return reply.code(statuses[code]).send({ errors: [{ message, extensions: { code } }] });
    }
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'incident');
    return reply.code(status).send(plainly(status));
  });
}
