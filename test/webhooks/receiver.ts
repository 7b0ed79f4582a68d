import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { certificateFor, type Certificate } from './certificate.js';

/** A name that nothing in the world has (RFC 2606). */
export const HOST = 'hooks.example';
export const LOOPBACK = '127.0.0.1';
export const certificate = certificateFor([HOST, LOOPBACK]);

export interface Received {
  method: string | undefined;
  url: string | undefined;
  headers: IncomingMessage['headers'];
  body: string;
}
type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const ok: Answer = (response) => void response.writeHead(200).end('{}');

async function listening(server: Server, address = LOOPBACK): Promise<number> {
  const sockets = new Set<Socket>();
  for (const event of ['connection', 'secureConnection'])
    server.on(event, (socket: Socket) => void sockets.add(socket.on('error', () => {})));
  server.listen(0, address);
  await once(server, 'listening');
  closeAfterwards(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** Takes webhooks on a free port of loopback, over TLS unless there is no certificate, until the test is over. */
export async function receiver({ answer = ok, as = certificate }: { answer?: Answer; as?: Certificate | null } = {}) {
  const received: Received[] = [];
  const take = (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      answer(response, request);
    });
  };
  const server = as ? createHttpsServer(as, take) : createHttpServer(take);
  let connections = 0;
  server.on('connection', () => connections++);
  return { port: await listening(server), received, connections: () => connections };
}

/** Takes connections on loopback and does with them as it likes. */
export const rawReceiver = (take: (socket: Socket) => void) => listening(createTcpServer(take));

/** A port of loopback where nobody listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer().listen(0, LOOPBACK);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
