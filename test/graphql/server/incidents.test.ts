import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Answer } from '../../kit/server/ask.js';
import { assemble } from '../../kit/server/observed-server.js';

let server: Awaited<ReturnType<typeof assemble>>;
beforeAll(async () => void (server = await assemble()));
afterAll(() => server.close());

const create = 'mutation { createIntegratorKey(input: { name: "A" }) { integratorKey { id } userErrors { code } } }';
const list = '{ integratorKeys { totalCount } }';

test('the control: all is well at first', async () => {
  expect((await server.ask(create)).errors).toEqual([]);
  expect((await server.ask(list)).data).toEqual({ integratorKeys: { totalCount: 1 } });
});

test('a store that is gone is UNAVAILABLE: to be tried again, and nothing has changed', async () => {
  await server.closeStore();
  const answer = await server.ask(create);
  expect(answer.errors).toEqual([
    {
      message: 'The event store cannot be reached or is full; nothing was changed, try again.',
      path: ['createIntegratorKey'],
      locations: expect.anything(),
      extensions: { code: 'UNAVAILABLE' },
    },
  ]);
});

test('whatever else fails is an incident: an id, which finds it in the log, and no word of what failed', async () => {
  server.dropTable('key_details');
  const answer: Answer = await server.ask(list);
  const incidentId = answer.errors[0]?.extensions.incidentId;
  expect(answer.errors).toEqual([
    {
      message: 'Something went wrong here.',
      path: ['integratorKeys'],
      locations: expect.anything(),
      extensions: { code: 'INTERNAL_SERVER_ERROR', incidentId: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    },
  ]);
  expect(answer.text).not.toMatch(/stack|sqlite|database|\.js/i);
  const found = server.logged.find((line) => line['incidentId'] === incidentId);
  expect(found?.msg).toBe('incident');
  expect((found?.['err'] as { stack: string }).stack).toMatch(/\.js:\d+/);
});
