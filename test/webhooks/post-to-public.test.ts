import { describe, expect, jest, test } from '@jest/globals';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { postToPublic, type PostOptions } from '../../src/adapters/webhooks/post-to-public.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { certificateFor } from './certificate.js';
import { certificate, closedPort, HOST, LOOPBACK, rawReceiver, receiver } from './receiver.js';

/** Takes the loopback that receivers listen at for public, and everything else for private: nothing ever leaves this machine. */
const isPublic = (address: string) => address === LOOPBACK;
/** No time is up by itself. */
const endless = () => new AbortController().signal;
const poster = (options: Partial<PostOptions> = {}) =>
  postToPublic({
    privateAddresses: false,
    ca: certificate.cert,
    resolve: async () => [LOOPBACK],
    isPublic,
    bound: endless,
    ...options,
  });
const at = (port: number, path = '/hook?of=acme') => ({
  url: `https://${HOST}:${port}${path}`,
  headers: { 'content-type': 'application/json', 'webhook-id': 'event-1' },
  body: '{"type":"KeyCreated","name":"Ключ"}',
});
const failed = (why: string) => ({ kind: 'FAILED', why });
const answered = (status: number) => ({ kind: 'ANSWERED', status });

describe('what is sent', () => {
  test('is one POST with these headers and this body, for the host of the URL', async () => {
    const { port, received } = await receiver();
    expect(await poster()(at(port))).toEqual(answered(200));
    expect(received).toEqual([
      {
        method: 'POST',
        url: '/hook?of=acme',
        headers: {
          host: `${HOST}:${port}`,
          connection: 'close',
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(at(port).body)),
          'webhook-id': 'event-1',
        },
        body: at(port).body,
      },
    ]);
  });

  test('goes over a connection of its own each time', async () => {
    const { port, connections } = await receiver();
    const post = poster();
    for (let number = 1; number <= 3; number++) await post(at(port));
    expect(connections()).toBe(3);
  });
});

test('the next address of a host is tried, if nobody listens at the first', async () => {
  const { port, received } = await receiver();
  const resolve = async () => ['127.0.0.2', LOOPBACK];
  expect(await poster({ resolve, isPublic: () => true })(at(port))).toEqual(answered(200));
  expect(received).toHaveLength(1);
});

describe('an answer', () => {
  test.each([200, 204, 301, 302, 307, 308, 400, 410, 429, 500, 503])('of %d is told', async (status) => {
    const { port } = await receiver({ answer: (response) => void response.writeHead(status).end() });
    expect(await poster()(at(port))).toEqual(answered(status));
  });

  test.each([301, 302, 303, 307, 308])('of %d is not followed', async (status) => {
    const elsewhere = await receiver();
    const location = `https://${HOST}:${elsewhere.port}/`;
    const { port } = await receiver({ answer: (response) => void response.writeHead(status, { location }).end() });
    expect(await poster()(at(port))).toEqual(answered(status));
    expect(elsewhere.connections()).toBe(0);
  });

  test('without an end is left, and its connection closed', async () => {
    let closed: Promise<void> | undefined;
    const { port } = await receiver({
      answer: (response) => {
        closed = new Promise((resolve) => response.once('close', resolve));
        response.writeHead(202);
        const write = () => {
          while (!response.destroyed && response.write(Buffer.alloc(16_384)));
          if (!response.destroyed) response.once('drain', write);
        };
        write();
      },
    });
    expect(await poster()(at(port))).toEqual(answered(202));
    await closed;
  });

  test('that is cut off within its body has been given', async () => {
    const { port } = await receiver({
      answer: (response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{', () => response.destroy());
      },
    });
    expect(await poster()(at(port))).toEqual(answered(200));
  });
});

describe('when the time is up', () => {
  const whenHappened = () => {
    const controller = new AbortController();
    return { happened: () => controller.abort(), bound: () => controller.signal };
  };

  test('while a name server thinks', async () => {
    const { happened, bound } = whenHappened();
    const resolve = () => (setImmediate(happened), new Promise<never>(() => {}));
    expect(await poster({ bound, resolve })(at(1))).toEqual(failed('TIMEOUT'));
  });

  test('before anything has begun', async () => {
    const { connections, port } = await receiver();
    expect(await poster({ bound: () => AbortSignal.abort() })(at(port))).toEqual(failed('TIMEOUT'));
    expect(connections()).toBe(0);
  });

  test('while TLS is agreed on', async () => {
    const { happened, bound } = whenHappened();
    const port = await rawReceiver((socket) => void socket.once('data', happened));
    expect(await poster({ bound })(at(port))).toEqual(failed('TIMEOUT'));
  });

  test('while the receiver thinks, and its connection is closed', async () => {
    const { happened, bound } = whenHappened();
    let closed: Promise<void> | undefined;
    const { port } = await receiver({
      answer: (response) => {
        closed = new Promise((resolve) => response.once('close', resolve));
        happened();
      },
    });
    expect(await poster({ bound })(at(port))).toEqual(failed('TIMEOUT'));
    await closed;
  });

  test('while a body drips, the status has been said', async () => {
    const { happened, bound } = whenHappened();
    const begun = 'http.client.response.finish';
    const soon = () => void setImmediate(happened);
    subscribe(begun, soon);
    closeAfterwards(() => unsubscribe(begun, soon));
    let dripping: ServerResponse | undefined;
    const { port } = await receiver({
      answer: (response) => {
        dripping = response;
        response.writeHead(200).write('.');
      },
    });
    expect(await poster({ bound })(at(port))).toEqual(answered(200));
    expect(dripping?.writableEnded).toBe(false);
  });

  test('is ten seconds from now, if nobody says otherwise', async () => {
    const timeout = jest.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    closeAfterwards(() => timeout.mockRestore());
    expect(await poster({ bound: undefined })(at(1))).toEqual(failed('TIMEOUT'));
    expect(timeout.mock.calls).toEqual([[10_000]]);
  });
});

describe('there is no answer', () => {
  test('where nobody listens', async () => {
    expect(await poster()(at(await closedPort()))).toEqual(failed('UNREACHABLE'));
  });
  test('of a name that nobody has', async () => {
    const nobody = [async () => [], async () => Promise.reject(new Error('ENOTFOUND'))];
    for (const resolve of nobody) expect(await poster({ resolve })(at(1))).toEqual(failed('NO_SUCH_HOST'));
  });
  test.each([
    ['hangs up', (socket: { destroy(): void }) => socket.destroy()],
    ['speaks no TLS', (socket: { end(text: string): void }) => socket.end('HTTP/1.1 200 OK\r\n\r\n')],
  ])('from one that %s', async (_, take) => {
    expect(await poster()(at(await rawReceiver(take)))).toEqual(failed('TLS'));
  });
  test('from one that hangs up when it has the request', async () => {
    const { port } = await receiver({ answer: (response) => response.destroy() });
    expect(await poster()(at(port))).toEqual(failed('NO_ANSWER'));
  });
  test('from one that answers something else than HTTP', async () => {
    const { port } = await receiver({ answer: (_, request) => void request.socket.end('220 mail.example ESMTP\r\n') });
    expect(await poster()(at(port))).toEqual(failed('NO_ANSWER'));
  });
  test('and no rejection, when a header cannot be sent', async () => {
    const request = { ...at(1), headers: { 'webhook-id': 'a\nb: c' } };
    expect(await poster()(request)).toEqual(failed('UNREACHABLE'));
  });
});

describe('a certificate does not count', () => {
  test.each([
    ['of another host', certificateFor(['other.example'])],
    ['that has ended', certificateFor([HOST], new Date('2021-01-01'))],
  ])('%s', async (_, as) => {
    const { port, received } = await receiver({ as });
    expect(await poster({ ca: as.cert })(at(port))).toEqual(failed('TLS'));
    expect(received).toEqual([]);
  });

  test('of nobody that is trusted, whatever the environment says', async () => {
    const { port, received } = await receiver({ as: certificateFor([HOST]) });
    expect(await poster()(at(port))).toEqual(failed('TLS'));
    expect(received).toEqual([]);
  });
});

describe('a private address is not connected to', () => {
  const refused = async (url: (port: number) => string, options: Partial<PostOptions>) => {
    const { port, connections } = await receiver();
    expect(await poster(options)({ ...at(port), url: url(port) })).toEqual(failed('PRIVATE_ADDRESS'));
    expect(connections()).toBe(0);
  };

  test.each([LOOPBACK, '2130706433', '0x7f.1', '127.1', '127.0.0.1.', '127.0.0.1', '[::ffff:127.0.0.1]'])(
    'written as %s',
    (host) => refused((port) => `https://${host}:${port}/`, { isPublic: undefined, resolve: undefined }),
  );
  test('that a name has', () => refused((port) => `https://${HOST}:${port}/`, { isPublic: undefined }));
  test.each([
    ['last', [LOOPBACK, '127.0.0.2']],
    ['first', ['127.0.0.2', LOOPBACK]],
    ['of the other family', [LOOPBACK, '::1']],
  ])('that a name has beside a public one, %s', (_, addresses) =>
    refused((port) => `https://${HOST}:${port}/`, { resolve: async () => addresses }),
  );

  test('that a name gets after the check', async () => {
    const { port, received } = await receiver();
    const answers = [[LOOPBACK], ['127.0.0.2']];
    const asked: string[] = [];
    const resolve = async (name: string) => (asked.push(name), answers.shift() ?? ['127.0.0.2']);
    const post = poster({ resolve });
    expect(await post(at(port))).toEqual(answered(200));
    expect(asked).toEqual([HOST]);
    expect(await post(at(port))).toEqual(failed('PRIVATE_ADDRESS'));
    expect(received).toHaveLength(1);
  });
});

describe('with private addresses', () => {
  const here = { privateAddresses: true, isPublic: undefined, resolve: undefined };

  test('a receiver on this machine is reached by name, over http', async () => {
    const { port, received } = await receiver({ as: null });
    expect(await poster(here)({ ...at(port), url: `http://localhost:${port}/` })).toEqual(answered(200));
    expect(received).toHaveLength(1);
  });
  test.each(['http', 'https'])('and by address, over %s', async (scheme) => {
    const { port } = await receiver(scheme === 'http' ? { as: null } : {});
    expect(await poster(here)({ ...at(port), url: `${scheme}://${LOOPBACK}:${port}/` })).toEqual(answered(200));
  });
  test('an http that hangs up gives no answer', async () => {
    const { port } = await receiver({ as: null, answer: (response) => response.destroy() });
    expect(await poster(here)({ ...at(port), url: `http://${LOOPBACK}:${port}/` })).toEqual(failed('NO_ANSWER'));
  });
});

test.each([
  ['http://hooks.example/', 'NOT_HTTPS'],
  ['https://ada:secret@hooks.example/', 'CREDENTIALS_IN_URL'],
  ['hooks.example', 'NOT_A_URL'],
])('%s is refused before anybody is asked', async (url, why) => {
  const resolve = async () => Promise.reject(new Error('asked'));
  expect(await poster({ resolve })({ ...at(1), url })).toEqual(failed(why));
});
