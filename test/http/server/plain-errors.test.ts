import { afterAll, expect, test } from '@jest/globals';
import fastify from 'fastify';
import { NoToken, NotAllowed, NotSignedIn } from '../../../src/app/access/actor.js';
import { BadArgument } from '../../../src/app/errors/bad-argument.js';
import { StoreUnavailable } from '../../../src/app/log/event-store.js';
import { ViewsBehind } from '../../../src/app/views/read-your-writes.js';
import { answerPlainly } from '../../../src/http/server/plain-errors.js';

const app = fastify();
answerPlainly(app);
const failures: Record<string, Error> = {
  unauthenticated: new NotSignedIn('expired: eyJhbGciOi'),
  nobody: new NoToken('no bearer token'),
  forbidden: new NotAllowed(['ADMINISTRATOR']),
  argument: new BadArgument('Give a client_id.'),
  behind: new ViewsBehind('behind'),
  store: new StoreUnavailable('connect ECONNREFUSED 10.0.0.7'),
  incident: new Error('no such table: key_details'),
};
app.get<{ Params: { name: string } }>('/:name', ({ params: { name } }) => {
  throw failures[name]!;
});
afterAll(() => app.close());

test.each([
  ['unauthenticated', 401, 'UNAUTHENTICATED'],
  ['forbidden', 403, 'FORBIDDEN'],
  ['argument', 400, 'BAD_USER_INPUT'],
  ['behind', 503, 'UNAVAILABLE'],
  ['store', 503, 'UNAVAILABLE'],
  ['incident', 500, 'INTERNAL_SERVER_ERROR'],
])('a route that fails with %s answers %i with %s, and not in the words of what failed', async (name, status, code) => {
  const answer = await app.inject(`/${name}`);
  expect(answer.statusCode).toBe(status);
  expect(answer.json()).toEqual({ errors: [{ message: expect.any(String), extensions: { code } }] });
  expect(answer.body).not.toMatch(/eyJ|ECONNREFUSED|key_details/);
});

test.each([
  ['nobody', 'Bearer realm="keyledger"'],
  ['unauthenticated', 'Bearer realm="keyledger", error="invalid_token"'],
  ['forbidden', undefined],
])('a route that fails with %s has the challenge %s (RFC 6750 3)', async (name, challenge) => {
  expect((await app.inject(`/${name}`)).headers['www-authenticate']).toBe(challenge);
});
