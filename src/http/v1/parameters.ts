import type { FastifyInstance, FastifyRequest } from 'fastify';
import { InvalidRequest } from './answer-problems.js';

const utf8 = new TextDecoder('utf-8', { fatal: true });

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
export async function omitEmpty(request: FastifyRequest): Promise<void> {
  const { method, body, query } = request;
  if (method === 'POST' && body == null) throw new InvalidRequest('The body must be one object of parameters.');
  if (isObject(body)) request.body = withValues(body);
  if (isObject(query)) request.query = withValues(query);
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const withValues = (parameters: object): object =>
  Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== '' && value !== null));
