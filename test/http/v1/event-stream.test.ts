import Fastify from 'fastify';
import { get, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, test } from '@jest/globals';
import { NotSignedIn } from '../../../src/app/access/actor.js';
import { eventStreams, type EventStream } from '../../../src/http/v1/event-stream.js';
import { openStream } from '../../kit/server/event-stream.js';

let close: () => Promise<unknown> = () => Promise.resolve();
afterEach(() => close());

const IN_AN_HOUR = new Date(Date.now() + 3_600_000);

async function serving(values: AsyncIterableIterator<number>, more: Partial<EventStream<number>> = {}) {
  const app = Fastify();
  const send = eventStreams(app);
  const asEvent = (value: number) => ({ id: `i${value}`, data: { client_id: 'x'.repeat(1000), what: [] } });
  const stream = { startsAfter: 'i0', values, asEvent, endsAt: IN_AN_HOUR, silenceMs: 60_000, ...more };
  app.get('/', (_request, reply) => send(reply, stream));
  await app.listen({ port: 0, host: '127.0.0.1' });
  close = () => app.close();
  return (app.server.address() as AddressInfo).port;
}

/** Waits for ever, as a log in which nothing happens, until it is told to end. */
function silence() {
  const state: { returned: number; end: () => void } = { returned: 0, end: () => undefined };
  const values: AsyncIterableIterator<number> = {
    [Symbol.asyncIterator]: () => values,
    next: () => new Promise((resolve) => (state.end = () => resolve({ done: true, value: undefined }))),
    return: () => {
      state.returned++;
      state.end();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
  return { values, state };
}

test('a comment is sent whenever nothing else was for so long', async () => {
  const port = await serving(silence().values, { silenceMs: 20 });
  const stream = await openStream(`http://127.0.0.1:${port}/`, {});
  while (stream.text().split(': still here\n\n').length < 4) await delay(5);
  expect(stream.text()).toMatch(/^: it begins\nid: i0\n\n(: still here\n\n)+$/);
});

test('a reader who leaves ends the following, while nothing happens', async () => {
  const { values, state } = silence();
  const port = await serving(values);
  const stream = await openStream(`http://127.0.0.1:${port}/`, {});
  expect(state.returned).toBe(0);
  stream.close();
  while (state.returned === 0) await delay(5);
});

test.each([
  ['an expired token ends the stream as the last event does', new NotSignedIn('expired'), true],
  ['another failure cuts it', new Error('views away'), false],
])('%s', async (_, error, complete) => {
  async function* failing() {
    yield 1;
    await delay(1);
    throw error;
  }
  const port = await serving(failing());
  const response = await new Promise<IncomingMessage>((resolve) => void get({ port, host: '127.0.0.1' }, resolve));
  let text = '';
  response.on('data', (chunk) => void (text += chunk)).on('error', () => undefined);
  await new Promise((resolve) => response.on('close', resolve));
  expect(text).toContain('\nid: i1\n');
  expect(response.complete).toBe(complete);
});

test('a reader who reads nothing costs one buffer, and is let go when its token expires', async () => {
  let pulled = 0;
  async function* endless() {
    for (;;) yield await Promise.resolve(++pulled);
  }
  const port = await serving(endless(), { endsAt: new Date(Date.now() + 2_000) });
  const socket = connect(port, '127.0.0.1');
  const closed = new Promise<void>((resolve) => void socket.on('close', () => resolve()).on('error', () => undefined));
  socket.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
  socket.pause();
  let before = -1;
  while (pulled === 0 || pulled !== before) {
    before = pulled;
    await delay(200);
  }
  expect(pulled).toBeLessThan(20_000); // 1 KB each: what fits into the buffers of two sockets
  await delay(3_500);
  expect(pulled).toBe(before);
  socket.resume();
  await closed;
});
