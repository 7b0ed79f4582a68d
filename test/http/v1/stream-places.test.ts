import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import { expect, test } from '@jest/globals';
import { streamPlaces } from '../../../src/http/v1/stream-places.js';
import { aServer } from '../../kit/server/server.js';

const response = () => new EventEmitter() as ServerResponse; // all that is asked of it is when it closes

test('a caller has twenty places, gets back what closes, and takes none of another caller', () => {
  const { take } = streamPlaces(() => undefined);
  const ada = { id: 'ada', account: 'acme' };
  const open = Array.from({ length: 20 }, response);
  for (const one of open) expect(take(ada, one)).toBe(true);
  expect(take(ada, response())).toBe(false);
  expect(take({ ...ada, account: 'globex' }, response())).toBe(true);
  open[0]?.emit('close');
  expect(take(ada, response())).toBe(true);
  expect(take(ada, response())).toBe(false);
});

test('there are two hundred in all', () => {
  const { take } = streamPlaces(() => undefined);
  const taken = Array.from({ length: 300 }, (_, n) => take({ id: `caller ${n}`, account: null }, response()));
  expect(taken.filter(Boolean)).toHaveLength(200);
});

const server = aServer();
test('whoever has too many open is told so, and gets a place when one is over', async () => {
  const token = await server.token({ account: null, roles: ['AUTHORIZATION_SERVER'], subject: 'greedy' });
  const follow = async () => {
    const ending = new AbortController();
    const headers = { authorization: `Bearer ${token}` };
    const { status } = await fetch(`${server.address}/v1/demo/changes`, { headers, signal: ending.signal });
    return { status, end: () => ending.abort() };
  };
  const open = await Promise.all(Array.from({ length: 20 }, follow));
  expect(open.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect((await follow()).status).toBe(429);
  for (const { end } of open) end();
  let again = await follow();
  while (again.status !== 200) again = await follow();
  again.end();
});
