import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import { challengeFor, REALM } from '../../app/access/challenge.js';
import { ReplayCheckUnavailable } from '../../app/credentials/used-token-ids.js';
import { errorResponseOf, type ErrorCode } from '../../app/errors/error-responses.js';
import { ForeignPosition } from '../../app/log/same-log.js';
import { problem, PROBLEM_TYPE, type ProblemCode } from './problems.js';

/** Seconds after which a client may try again what is unavailable. */
const RETRY_AFTER_S = 1;

const codes: Record<ErrorCode, ProblemCode> = {
  UNAUTHENTICATED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  BAD_USER_INPUT: 'invalid_request',
  AS_OF_INVALID: 'invalid_request',
  REVISION_NOT_FOUND: 'not_found',
  POSITION_FOREIGN: 'invalid_position',
  TIME_IN_FUTURE: 'invalid_request',
  RANGE_INVALID: 'invalid_request',
  UNAVAILABLE: 'unavailable',
  LOG_REWRITTEN: 'unavailable',
};
const byStatus: Record<number, ProblemCode> = {
  404: 'not_found',
  408: 'request_timeout',
  413: 'content_too_large',
  414: 'uri_too_long',
  415: 'unsupported_media_type',
  417: 'expectation_failed',
  431: 'headers_too_large',
  503: 'unavailable',
};

/** The problem that an error of HTTP with this status is. */
export const problemCodeOf = (status: number): ProblemCode =>
  byStatus[status] ?? (status < 500 ? 'invalid_request' : 'internal_error');

/** A parameter of the request is wrong in a way that no schema says. The words never have its value. */
export class InvalidRequest extends Error {
  override name = 'InvalidRequest';
}

/** A report of leaked secrets that nobody who is believed has signed. */
export class ReportNotSigned extends Error {
  override name = 'ReportNotSigned';
}

export const answerProblem = (reply: FastifyReply, code: ProblemCode, detail?: string): FastifyReply =>
  reply.code(problem(code).status).type(PROBLEM_TYPE).serializer(JSON.stringify).send(problem(code, detail));

/** Every error of `/v1` as a problem (RFC 9457). */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error.validation) return answerInvalid(reply, error);
    if (error instanceof ReportNotSigned) return answerProblem(reply, 'report_not_signed');
    if (error instanceof InvalidRequest) return answerProblem(reply, 'invalid_request', error.message);
    const response = errorResponseOf(error, request.log, { route: request.routeOptions.url });
    if (error instanceof ForeignPosition) return answerProblem(reply, 'invalid_position');
    if (response) {
      if (response.code === 'UNAUTHENTICATED') reply.header('www-authenticate', challengeFor(error));
      if (response.code === 'FORBIDDEN') reply.header('www-authenticate', `${REALM}, error="insufficient_scope"`);
      if (response.code === 'UNAVAILABLE') reply.header('retry-after', RETRY_AFTER_S);
      const isReplay = error instanceof ReplayCheckUnavailable;
      return answerProblem(reply, isReplay ? 'replay_check_unavailable' : codes[response.code], response.message);
    }
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, 'incident');
    if (status === 415) reply.header('accept-encoding', 'identity'); // RFC 9110 12.5.3, of requests
    return answerProblem(reply, problemCodeOf(status));
  });
}

/** Says which parameter it is; its name is the schema's, and so never the caller's. */
function answerInvalid(reply: FastifyReply, { validation, validationContext }: FastifyError): FastifyReply {
  if (validationContext === 'params') return answerProblem(reply, 'not_found');
  const { instancePath = '', params = {} } = validation?.[0] ?? {};
  const missing = params['missingProperty'];
  if (typeof missing === 'string')
    return answerProblem(reply, 'invalid_request', `The parameter ${missing} is missing.`);
  const name = instancePath.split('/')[1];
  const detail = name
    ? `The parameter ${name} must be there once, as one text of the form that is described.`
    : 'The body must be one object of parameters.';
  return answerProblem(reply, 'invalid_request', detail);
}
