import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { serveApart } from '../../kit/server/own-process.js';
import { PROTOCOL, rawSocket, socketsOf, type Message } from '../../kit/server/raw-socket.js';
import { aServer, serve, type Served } from '../../kit/server/server.js';

// graphql-transport-ws as its document says (PROTOCOL.md of graphql-ws), by a client that is no library.
const server = aServer();
const { stranger, signedIn } = socketsOf(server);

const canary = 'CANARYcanaryCANARYcanaryCANARYcanaryCANARYcanary';
const init = () => ({ type: 'connection_init', payload: { authorization: `Bearer ${server.administrator}` } });
const subscribe = (id: string, query = 'subscription { keyEvents { type } }'): Message => ({
  type: 'subscribe',
  id,
  payload: { query },
});
/** Answered at once: what was sent before has been taken by then. */
const ping = { type: 'ping' };

describe('the handshake', () => {
  test('agrees on the protocol, also when it is one of several', async () => {
    expect((await stranger(['graphql-ws', PROTOCOL])).socket.protocol).toBe(PROTOCOL);
  });

  test('without the protocol ends in 4406', async () => {
    expect(await (await stranger([])).closed).toEqual({ code: 4406, reason: 'Subprotocol not acceptable' });
  });

  /** The answer to an upgrade, as bytes: a library gives up before it has read the reason. */
  const upgrade = (path: string, protocol: string) =>
    new Promise<Buffer>((resolve, reject) => {
      const { hostname, port } = new URL(server.address);
      const chunks: Buffer[] = [];
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          `GET ${path} HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n` +
            `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Protocol: ${protocol}\r\n\r\n`,
        ),
      );
      socket.on('data', (chunk) => {
        chunks.push(chunk);
        const all = Buffer.concat(chunks);
        const frame = all.indexOf('\r\n\r\n') + 4;
        if (frame > 3 && all[frame] === 0x88) socket.end(); // a close frame is there
      });
      socket.on('end', () => resolve(Buffer.concat(chunks))).on('error', reject);
    });

  test.each(['graphql-ws', 'soap', canary])('with the protocol %s ends in 4406 too', async (protocol) => {
    const answer = await upgrade('/graphql', protocol);
    const text = answer.toString('latin1');
    expect(text).toMatch(/^HTTP\/1\.1 101 /);
    expect(text).not.toContain(protocol);
    expect(answer.readUInt16BE(answer.indexOf('\r\n\r\n') + 6)).toBe(4406);
  });
});

describe('the connection', () => {
  test('is acknowledged, once', async () => {
    const { send, next, closed } = await stranger();
    send(init());
    expect(await next()).toEqual({ type: 'connection_ack' });
    send(init());
    expect(await closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
  });

  test('that does not begin is closed with 4408', async () => {
    const { closed, send, next } = await stranger();
    send(ping); // which is no beginning
    expect(await next()).toEqual({ type: 'pong' });
    expect(await closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
  });

  test('carries no subscription before it is acknowledged: 4401', async () => {
    const { send, closed } = await stranger();
    send(subscribe('1'));
    expect(await closed).toEqual({ code: 4401, reason: 'Unauthorized' });
  });

  test('carries none either while the token is being looked at', async () => {
    const { sendTogether, closed } = await stranger();
    const neverSeen = await server.token({ lifetimeSeconds: 300 }); // or the server would remember that it counts
    sendTogether({ type: 'connection_init', payload: { authorization: `Bearer ${neverSeen}` } }, subscribe('1'));
    expect(await closed).toMatchObject({ code: 4401 });
  });

  test.each([[undefined], [{}], [{ authorization: `Bearer ${canary}` }], [{ authorization: 7 }]])(
    'of nobody is closed with 4403: %j',
    async (payload) => {
      const { send, closed, received } = await stranger();
      send({ type: 'connection_init', ...(payload && { payload }) });
      const reason =
        typeof (payload as { authorization?: unknown } | undefined)?.authorization === 'string'
          ? /^The token does not count/
          : /^Sign in: connection_init/;
      expect(await closed).toEqual({ code: 4403, reason: expect.stringMatching(reason) });
      expect(received).toEqual([]);
    },
  );

  test('answers a ping with what it carried, and takes a pong as it comes', async () => {
    const { send, next } = await signedIn();
    send({ type: 'pong' });
    send({ type: 'pong', payload: { a: 1 } });
    send(ping);
    expect(await next()).toEqual({ type: 'pong' });
    send({ type: 'ping', payload: { a: [1, null] } });
    expect(await next()).toEqual({ type: 'pong', payload: { a: [1, null] } });
  });
});

const invalid: [string, Message | string | Buffer][] = [
  ['no JSON', `{"type":"${canary}`],
  ['nothing', ''],
  ['null', 'null'],
  ['a list', '[]'],
  ['a text', `"${canary}"`],
  ['no type', { payload: {} } as unknown as Message],
  ['a type that is none', { type: canary }],
  ['a type that is inherited', { type: 'constructor' }],
  ['what only a server says', { type: 'next', id: '1', payload: {} }],
  ['an acknowledgement', { type: 'connection_ack' }],
  ['an error', { type: 'error', id: '1', payload: [{ message: canary }] }],
  ['a subscription without id', { type: 'subscribe', payload: { query: '{ a }' } }],
  ['a subscription with an empty id', subscribe('')],
  ['a subscription with an endless id', subscribe('é'.repeat(33))],
  ['a subscription without a query', { type: 'subscribe', id: '1', payload: {} }],
  ['variables that are text', { type: 'subscribe', id: '1', payload: { query: '{ a }', variables: canary } }],
  ['a completion without id', { type: 'complete' }],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00, 0x80])],
  ['a payload nested beyond reading', `{"type":"ping","payload":{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}}`],
];

describe('a message that is none is 4400:', () => {
  test.each(invalid)('%s', async (_, message) => {
    const { send, closed, received } = await signedIn();
    send(message);
    expect(await closed).toEqual({ code: 4400, reason: 'Invalid message received' });
    expect(received).toHaveLength(1); // the acknowledgement
  });
});

describe('a frame', () => {
  test('of bytes counts by the text in it', async () => {
    const { send, next } = await stranger();
    send(Buffer.from(JSON.stringify(init())));
    expect(await next()).toEqual({ type: 'connection_ack' });
  });

  test('longer than a body may be is 1009', async () => {
    const { send, closed } = await signedIn();
    send({ type: 'ping', payload: { a: 'x'.repeat(131_072) } });
    expect(await closed).toMatchObject({ code: 1009 });
  });

  test('of text that is no UTF-8 is 1007', async () => {
    const { socket, closed } = await signedIn();
    socket.send(Buffer.from([0xff]), { binary: false });
    expect(await closed).toMatchObject({ code: 1007 });
  });
});

describe('a subscription', () => {
  test('with the id of one that is going on is 4409', async () => {
    const { send, closed } = await signedIn();
    const id = 'x'.repeat(64); // as long as one may be: it has to fit into the reason
    send(subscribe(id));
    send(subscribe(id));
    expect(await closed).toEqual({ code: 4409, reason: `Subscriber for ${id} already exists` });
  });

  test('that the client completes falls silent, and its id is free again', async () => {
    const { send, next, received } = await signedIn();
    send(subscribe('1'));
    const seen = next();
    let isThere = false;
    void seen.then(() => (isThere = true));
    while (!isThere) await server.newKey();
    expect(await seen).toEqual({ type: 'next', id: '1', payload: { data: { keyEvents: { type: 'KeyCreated' } } } });
    send({ type: 'complete', id: '1' });
    send({ type: 'complete', id: 'nobody' });
    send({ type: 'ping', payload: { after: 'completion' } });
    while ((await next()).type !== 'pong'); // events that were on their way
    const before = received.length;
    await server.newKey();
    send(ping);
    expect(await next()).toEqual({ type: 'pong' });
    expect(received).toHaveLength(before + 1);
    send(subscribe('1', `subscription { ${canary} }`));
    expect(await next()).toMatchObject({ type: 'error', id: '1' });
  });

  test('that is refused gets one error and no completion, and its id is free again', async () => {
    const { send, next, received } = await signedIn();
    for (const id of ['1', '1', '__proto__']) {
      send(subscribe(id, `subscription { keyEvents(${canary}: "${canary}") { id } }`));
      const answer = await next();
      expect(answer).toMatchObject({ type: 'error', id });
      expect(answer.payload).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
      expect(JSON.stringify(answer)).not.toContain(canary);
      send(ping);
      expect(await next()).toEqual({ type: 'pong' });
    }
    expect(received.filter(({ type }) => type === 'complete')).toEqual([]);
  });
});

describe('names of the schema', () => {
  const misspelt = ['subscription { keyEvent { id } }', 'subscription { keyEvents(aftr: "x") { id } }'];
  const suggested = async (to: Served) => {
    const { send, next, socket } = await rawSocket(to.address);
    send({ type: 'connection_init', payload: { authorization: `Bearer ${to.administrator}` } });
    await next();
    const said: string[] = [];
    for (const query of [...misspelt, 'subscription { __schema { types { name } } }']) {
      send(subscribe('1', query));
      said.push(JSON.stringify(await next()));
    }
    socket.terminate();
    return said.join('\n');
  };

  test('are suggested where introspection is on', async () => {
    expect((await suggested(server)).match(/Did you mean/g)).toHaveLength(2);
  });

  test('are neither suggested nor told where it is off', async () => {
    const closed = await serve({ KEYLEDGER_INTROSPECTION: 'off' });
    const said = await suggested(closed);
    await closed.remove();
    expect(said).not.toMatch(/mean|keyEvents\\?"\?|after/);
    expect(said).not.toContain('IntegratorKey');
  });
});

describe('what a socket does wrong', () => {
  let apart: Awaited<ReturnType<typeof serveApart>>;
  beforeAll(async () => void (apart = await serveApart()));
  afterAll(() => apart.end());

  /** All that the server has said by now. */
  async function saidByNow() {
    const correlation = randomUUID();
    await apart.get('/health/live', { 'x-correlation-id': correlation });
    return apart.saidUpTo(correlation);
  }

  test('writes no stack, no value and no line that is not JSON', async () => {
    const welcome = await saidByNow();
    const id = subscribe('x'.repeat(500));
    for (const messages of [...invalid.map(([, message]) => [message]), [id, id], ['x'.repeat(200_000)]]) {
      const { send, next, closed } = await rawSocket(apart.address);
      send({ type: 'connection_init', payload: { authorization: `Bearer ${apart.administrator}` } });
      await next();
      messages.forEach(send);
      expect((await closed).code).not.toBe(4500);
    }
    const said = (await saidByNow()).slice(welcome.length);
    expect(said).not.toContain(canary);
    expect(said).toContain('"bad frame"'); // the control
    const lines = said.split('\n').slice(1, -1); // whole ones
    expect(lines.filter((line) => !line.startsWith('{'))).toEqual([]);
  });
});
