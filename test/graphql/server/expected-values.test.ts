import { describe, expect, test } from '@jest/globals';
import { makeSchema } from '../../../src/graphql/server/schema.js';
import { expectedIn } from '../../../src/graphql/server/expected-values.js';
import { answerOf, client, errorsOf } from '../../kit/server/followers.js';
import { aServer } from '../../kit/server/server.js';

const server = aServer();
const add = 'mutation ($i: AddSecretInput!) { addSecret(input: $i) { position } }';
const moment = 'It takes a moment of the years 0000 to 9999 UTC in ISO 8601, such as 2026-11-23T13:45:00.000Z.';
const position = 'It takes a position that an earlier answer gave.';
const CANARY = 'CANARY; Value "CANARY" does not exist in "Nothing" enum.';

describe('a wrong value in variables is told with what it should have been', () => {
  test.each([
    [{ environment: CANARY }, 'Variable "$i" has an invalid value at "environment". It takes DEMO or PRODUCTION.'],
    [{ environment: 7 }, 'Variable "$i" has an invalid value at "environment". It takes DEMO or PRODUCTION.'],
    [{ expiresAt: 'CANARY' }, `Variable "$i" has an invalid value at "expiresAt". ${moment}`],
    [{ expiresAt: '2026-02-30' }, `Variable "$i" has an invalid value at "expiresAt". ${moment}`],
    [{ expiresAt: { a: 'CANARY' } }, `Variable "$i" has an invalid value at "expiresAt". ${moment}`],
    [{ label: 7 }, 'Variable "$i" has an invalid value at "label". It takes text.'],
    [
      { expectedRevision: 'CANARY' },
      'Variable "$i" has an invalid value at "expectedRevision". It takes a whole number from -2147483648 to 2147483647.',
    ],
  ])('%j', async (given, message) => {
    const { status, code, errors, text } = await server.ask(add, { i: { integratorKeyId: 'a', ...given } });
    expect([status, code, errors.map((error) => error.message)]).toEqual([400, 'BAD_USER_INPUT', [message]]);
    expect(text).not.toContain('CANARY');
  });

  test('by itself', async () => {
    const query =
      'query ($e: Environment!) { checkRedirectUri(clientId: "x", environment: $e, redirectUri: "x") { match } }';
    const { errors } = await server.ask(query, { e: 'CANARY' });
    expect(errors[0]?.message).toBe('Variable "$e" has an invalid value. It takes DEMO or PRODUCTION.');
  });

  test('over a WebSocket', async () => {
    const subscriber = client(server.address, server.administrator);
    const query = 'subscription ($after: Position) { keyEvents(after: $after) { id } }';
    expect(errorsOf(await answerOf(subscriber, query, { after: 7 }))).toMatchObject([
      { message: `Variable "$after" has an invalid value. ${position}` },
    ]);
    await subscriber.dispose();
  });
});

test('and so is one in the document', async () => {
  const query =
    'mutation { addSecret(input: { integratorKeyId: "a", environment: CANARY, expiresAt: "CANARY" }) { position } }';
  const { errors, text } = await server.ask(query);
  expect(errors.map(({ message }) => message)).toEqual([
    'Not a value of the enum "Environment". It takes DEMO or PRODUCTION.',
    `Not a value of type "DateTime". ${moment}`,
  ]);
  expect(text).not.toContain('CANARY');
});

test('without introspection the values of an enum stay untold', () => {
  const message = 'Value "CANARY" does not exist in "Environment" enum.';
  const schema = makeSchema();
  expect(expectedIn({ schema, introspection: false }, { message })).toBe('');
  expect(expectedIn({ schema, introspection: true }, { message })).toBe(' It takes DEMO or PRODUCTION.');
});
