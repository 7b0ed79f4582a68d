import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { unrouted } from './unrouted-errors.js';

/** What Node says of a request that never becomes one. */
const statuses: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

const headersOf = (type: string, body: string) => ({
  'content-type': type,
  'content-length': String(Buffer.byteLength(body)),
  'cache-control': 'no-store',
  'x-correlation-id': randomUUID(),
  connection: 'close',
});

/** The answer that a client waits for on this socket, as Node keeps it. */
const underWay = (socket: Duplex) => (socket as Duplex & { _httpMessage?: ServerResponse | null })._httpMessage;

interface AnswerOnSocket {
  /** Of the request, as far as it is known. */
  address?: string | undefined;
  headers?: Readonly<Record<string, string>>;
}

/** Ends a connection with an answer in the form of all others; there is neither a request nor a reply to give it by. */
export function answerOnSocket(socket: Duplex, status: number, { address, headers }: AnswerOnSocket = {}): void {
  const { type, body } = unrouted(status, address);
  const lines = Object.entries({ ...headersOf(type, body), ...headers }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  // another answer may be half-way out on this socket: a client must not take ours for a part of it
  if (socket.writable && !underWay(socket)?.headersSent)
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  socket.destroy();
}

/** The beginning of the address in a packet that begins with a request; Node tells no other of what it could not parse. */
const addressIn = (packet: unknown) =>
  Buffer.isBuffer(packet) ? /^(?:\r?\n)*[A-Z]+ (\/\S*)/.exec(packet.toString('latin1', 0, 64))?.[1] : undefined;

/** For Fastify's `clientErrorHandler`: headers too long, no HTTP at all, or too slow. */
export function answerClientError(
  { code = '', rawPacket }: NodeJS.ErrnoException & { rawPacket?: unknown },
  socket: Duplex,
): void {
  if (code === 'ECONNRESET' || socket.destroyed) return; // nobody is there any more
  // with a request under way it is that one's body which failed, or the client will take our answer for that one's
  const address = underWay(socket)?.req.url ?? addressIn(rawPacket);
  answerOnSocket(socket, statuses[code] ?? 400, { address });
}

/** Answers what Node would answer by itself and with an empty body: no Host (RFC 9112 3.2), and an unknown Expect (RFC 9110 10.1.1). */
export function answerInsteadOfNode(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { httpVersion, headers } = request.raw;
    if (headers.host !== undefined || httpVersion === '1.0') return done();
    const { type, body } = unrouted(400, request.url);
    void reply.header('connection', 'close').code(400).type(type).send(body);
  });
  app.server.on('checkExpectation', ({ url }, response) => {
    const { type, body } = unrouted(417, url);
    response.writeHead(417, headersOf(type, body)).end(body);
  });
}
