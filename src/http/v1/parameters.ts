import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { jsonObjectOf } from '../../domain/values/json-object.js';
import { InvalidRequest } from './answer-problems.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON that every reader reads the same: one object in UTF-8, no member twice (RFC 7493 2.3). */
export function takeJsonObjects(app: FastifyInstance): void {
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const parameters = jsonObjectOf(body);
    if (parameters) return done(null, parameters);
    done(new InvalidRequest('The body must be one JSON object in UTF-8, with each member once.'));
  });
}

/**
 * Bodies as a token endpoint gets them (RFC 6749 B): a parameter may be there once, and one without a value counts as left out
 * (RFC 6749 3.2).
 */
export function takeForms(app: FastifyInstance): void {
  app.addContentTypeParser<Buffer>(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        done(null, parametersIn(utf8.decode(body)));
      } catch (error) {
        done(error instanceof InvalidRequest ? error : new InvalidRequest('The body is not UTF-8.'));
      }
    },
  );
}

function parametersIn(text: string): Record<string, string> {
  const parameters: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(text)) {
    if (name in parameters) throw new InvalidRequest('A parameter is there more than once.');
    parameters[name] = value;
  }
  return parameters;
}

/** Leaves out parameters without a value, of a form, of JSON and of the query alike, before the schema looks at them. */
export function omitEmpty(request: FastifyRequest, _reply: FastifyReply, done: (error?: Error) => void): void {
  const { method, body, query } = request;
  if (method === 'POST' && body == null) return done(new InvalidRequest('The body must be one object of parameters.'));
  if (isObject(body)) request.body = withValues(body);
  if (isObject(query)) request.query = withValues(query);
  done();
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown) => value === '' || value === null;
/** Hardly any request has an empty one: the others are not copied. */
const withValues = (parameters: object): object =>
  Object.values(parameters).some(isEmpty)
    ? Object.fromEntries(Object.entries(parameters).filter(([, value]) => !isEmpty(value)))
    : parameters;
