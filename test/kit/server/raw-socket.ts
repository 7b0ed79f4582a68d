import { once } from 'node:events';
import type { Socket } from 'node:net';
import { afterEach } from '@jest/globals';
import WebSocket from 'ws';

export interface Message {
  type: string;
  id?: string;
  payload?: unknown;
}

export const PROTOCOL = 'graphql-transport-ws';

/** A bare WebSocket to `/graphql`: it sends what it is told, and keeps what it is answered. */
export async function rawSocket(address: string, protocols: string | string[] = PROTOCOL) {
  const socket = new WebSocket(`${address.replace(/^http/, 'ws')}/graphql`, protocols);
  const received: Message[] = [];
  let taken = 0;
  let arrived: () => void = () => undefined;
  socket.on('message', (data) => {
    received.push(JSON.parse(String(data)) as Message);
    arrived();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => {
      resolve({ code, reason: String(reason) });
      arrived();
    });
  });
  let connection: Socket | undefined;
  socket.once('upgrade', (response) => (connection = response.socket));
  await once(socket, 'open');

  /** The next message; rejects when the socket closes first. */
  async function next(): Promise<Message> {
    while (taken >= received.length) {
      if (socket.readyState === WebSocket.CLOSED) throw new Error(`closed: ${JSON.stringify(await closed)}`);
      await new Promise<void>((resolve) => (arrived = resolve));
    }
    return received[taken++]!;
  }
  const send = (message: Message | string | Buffer) =>
    socket.send(typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message));
  /** In one write, so that the server has the second before it can have answered the first. */
  function sendTogether(...messages: Message[]) {
    connection?.cork();
    messages.forEach(send);
    connection?.uncork();
  }
  return { socket, received, closed, next, send, sendTogether };
}
export type RawSocket = Awaited<ReturnType<typeof rawSocket>>;

/** Opens sockets to this server, signed in unless told otherwise, and ends them after each test. */
export function socketsOf(server: { address: string; administrator: string }) {
  const open: RawSocket[] = [];
  afterEach(() => open.splice(0).forEach(({ socket }) => socket.terminate()));
  async function stranger(protocols?: string | string[]) {
    const one = await rawSocket(server.address, protocols);
    open.push(one);
    return one;
  }
  async function signedIn() {
    const one = await stranger();
    one.send({ type: 'connection_init', payload: { authorization: `Bearer ${server.administrator}` } });
    await one.next();
    return one;
  }
  return { stranger, signedIn };
}
