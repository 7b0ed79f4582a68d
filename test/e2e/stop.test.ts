import { once } from 'node:events';
import { connect } from 'node:net';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import type { IncomingMessage } from 'node:http';
import { expect, test } from '@jest/globals';
import { ask } from './client.js';
import { startServer, type ServerProcess } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';

const body = JSON.stringify({
  query: 'mutation { createIntegratorKey(input: { name: "Last" }) { integratorKey { id name } userErrors { code } } }',
});

/** A request of which the server has the headers and not yet the body: it is certainly under way. */
async function pendingWork({ address, token }: ServerProcess) {
  const asking = request(`${address}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'content-length': body.length,
      expect: '100-continue',
    },
  });
  const answered = once(asking, 'response') as Promise<[IncomingMessage]>;
  answered.catch(() => undefined); // a request that is cut has none
  asking.flushHeaders();
  await once(asking, 'continue');
  const cut = new Promise((resolve) => asking.on('error', resolve)); // what is told of a request that is never finished
  const finish = async () => {
    asking.end(body);
    const [response] = await answered;
    return { status: response.statusCode, answer: JSON.parse(await text(response)) as { data: object } };
  };
  return { finish, cut };
}

/** Until nobody listens there any more. */
async function closed({ address }: ServerProcess) {
  const { hostname, port } = new URL(address);
  for (;;) {
    const socket = connect(Number(port), hostname);
    const refused = await once(socket, 'connect').then(
      () => false,
      () => true,
    );
    socket.destroy();
    if (refused) return;
  }
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s: takes nothing new, answers what is under way, and ends with 0',
  async (signal) => {
    const dataDir = await newDirectory();
    const server = await startServer(dataDir);
    const { finish } = await pendingWork(server);
    server.signal(signal);
    await closed(server);
    const { status, answer } = await finish();
    expect(status).toBe(200);
    expect(answer).toEqual({
      data: { createIntegratorKey: { integratorKey: { id: expect.any(String), name: 'Last' }, userErrors: [] } },
    });
    expect(await server.ended).toEqual([0, null]);

    const again = await startServer(dataDir);
    expect(await ask(again, '{ integratorKeys(filter: { nameContains: "Last" }) { totalCount } }')).toEqual({
      integratorKeys: { totalCount: 1 },
    });
    await again.stop();
  },
);

test('a request whose body never comes does not keep a stop from ending well', async () => {
  const server = await startServer(await newDirectory());
  const { cut } = await pendingWork(server);
  expect(await server.stop()).toEqual([0, null]); // 1: the process would have given up, and lost what is written last
  expect(await cut).toMatchObject({ code: 'ECONNRESET' });
});
