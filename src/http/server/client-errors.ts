import { randomUUID } from 'node:crypto';
import { STATUS_CODES, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { plainly } from './plain-errors.js';

/** What Node says of a request that never becomes one. */
const statuses: Record<string, number> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

const headersOf = (body: string) => ({
  'content-type': 'application/json; charset=utf-8',
  'content-length': String(Buffer.byteLength(body)),
  'cache-control': 'no-store',
  'x-correlation-id': randomUUID(),
  connection: 'close',
});

/** Ends a connection with an answer in the form of all others; there is neither a request nor a reply to give it by. */
export function answerOnSocket(socket: Duplex, status: number, more: Readonly<Record<string, string>> = {}): void {
  const body = JSON.stringify(plainly(status));
  const lines = Object.entries({ ...headersOf(body), ...more }).map(([name, value]) => `${name}: ${value}\r\n`);
  // another answer may be half-way out on this socket: a client must not take ours for a part of it
  const { _httpMessage: current } = socket as Duplex & { _httpMessage?: ServerResponse | null };
  if (socket.writable && !current?.headersSent)
    socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
  socket.destroy();
}

/** For Fastify's `clientErrorHandler`: headers too long, no HTTP at all, or too slow. */
export function answerClientError({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === 'ECONNRESET' || socket.destroyed) return; // nobody is there any more
  answerOnSocket(socket, statuses[code] ?? 400);
}

/** Answers what Node would answer by itself and with an empty body: no Host (RFC 9112 3.2), and an unknown Expect (RFC 9110 10.1.1). */
export function answerInsteadOfNode(app: FastifyInstance): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { httpVersion, headers } = request.raw;
    if (headers.host !== undefined || httpVersion === '1.0') return done();
    void reply.header('connection', 'close').code(400).send(plainly(400));
  });
  app.server.on('checkExpectation', (_request, response) => {
    const body = JSON.stringify(plainly(417));
    response.writeHead(417, headersOf(body)).end(body);
  });
}
