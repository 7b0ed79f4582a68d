import type { FastifyInstance } from 'fastify';
import { jsonObjectOf } from '../../domain/values/json-object.js';
import { InvalidRequest } from './answer-problems.js';

/** JSON that every reader reads the same: one object in UTF-8, no member twice (RFC 7493 2.3). */
export function takeJsonObjects(app: FastifyInstance): void {
  app.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const parameters = jsonObjectOf(body);
    if (parameters) return done(null, parameters);
    done(new InvalidRequest('The body must be one JSON object in UTF-8, with each member once.'));
  });
}
