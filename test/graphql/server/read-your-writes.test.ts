import { expect, test } from '@jest/globals';
import { aServer, serve } from '../../kit/server/server.js';

const server = aServer();
const atLeast = (position: unknown, id: string) =>
  server.ask(
    `query ($position: Position, $id: ID!) {
      integratorKey(id: $id, atLeast: $position) { name }
      integratorKeys(atLeast: $position) { totalCount }
      checkRedirectUri(clientId: $id, environment: DEMO, redirectUri: "x", atLeast: $position) { match }
      verifyClientSecret(clientId: $id, environment: DEMO, secret: "x", atLeast: $position) { active }
    }`,
    { position, id },
  );

test('every query sees what was written just before, without being told to wait', async () => {
  for (let count = 1; count <= 20; count++) {
    const id = await server.newKey(`Key ${count}`);
    expect(await server.find(id)).toMatchObject({ name: `Key ${count}` });
    expect((await server.ask('{ integratorKeys { totalCount } }')).data).toEqual({
      integratorKeys: { totalCount: count },
    });
  }
});

test('a position that was answered is one to wait for', async () => {
  const created = await server.mutate('createIntegratorKey', { name: 'A' });
  const { errors, data } = await atLeast(created['position'], String(created['integratorKey']?.['id']));
  expect(errors).toEqual([]);
  expect(data['integratorKey']).toEqual({ name: 'A' });
});

test('null is no position to wait for', async () => {
  expect((await atLeast(null, await server.newKey())).errors).toEqual([]);
});

test('one that nobody has reached is UNAVAILABLE, after a bounded wait', async () => {
  const soon = await serve({ KEYLEDGER_VIEWS_WAIT_MS: '200' });
  const created = await soon.mutate('createIntegratorKey', { name: 'A' });
  const far = String(created['position']).replace(/_.*/, (text) => `_${'f'.repeat(text.length - 1)}`);
  const query = 'query ($position: Position) { integratorKeys(atLeast: $position) { totalCount } }';
  const answer = await soon.ask(query, { position: far });
  await soon.remove();
  expect(answer).toMatchObject({ code: 'UNAVAILABLE' });
  expect(answer.text).not.toContain(far);
});

test('one of another log, or of no form, is a bad argument', async () => {
  const other = await serve();
  const foreign = String((await other.mutate('createIntegratorKey', { name: 'A' }))['position']);
  await other.remove();
  const id = await server.newKey();
  for (const position of [foreign, `${foreign}0`, 'nonsense', '_', 'a_b', '1', 'é'.repeat(50)]) {
    const answer = await atLeast(position, id);
    expect([position, answer.code]).toEqual([position, 'BAD_USER_INPUT']);
    if (position.length > 2) expect(answer.text).not.toContain(position);
  }
  for (const position of ['', 'x'.repeat(101), 7, true, { a: 1 }, ['x']])
    expect([position, (await atLeast(position, id)).code]).toEqual([position, 'BAD_USER_INPUT']);
});
