import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { WebhookRequest } from '../../app/webhooks/ports.js';
import { CannotPost } from './cannot-post.js';

/** Of an answer's body, which nobody wants: read so that its sender can end well, and no further. */
const MAX_BODY_BYTES = 64 * 1024;
/** For each of several addresses but the last; milliseconds. Node's own 250 is less than a handshake across the world. */
const ADDRESS_PATIENCE_MS = 2_000;

export interface Connection {
  /** The only ones that are connected to. Of a URL with an address for a host: that one, since Node asks nobody then. */
  addresses: readonly string[];
  /** PEM certificates to trust instead of those that Node does. */
  ca: string | undefined;
  signal: AbortSignal;
}

/**
 * POSTs over a connection of its own, and resolves to the status once the body is read. A body that is too long, or not at its end
 * when the signal is aborted, is cut off: the status has been said. Rejects with `CannotPost`.
 */
export function sendPost({ headers, body }: WebhookRequest, url: URL, connection: Connection): Promise<number> {
  const { signal } = connection;
  const secure = url.protocol === 'https:';
  const { request, Agent } = secure ? https : http;
  // an agent for one request: no connection that was made after another check is ever used
  const agent = new Agent({ ...connectingTo(connection), keepAlive: false });
  return new Promise((resolve, reject) => {
    let failsAs: 'UNREACHABLE' | 'TLS' | 'NO_ANSWER' = 'UNREACHABLE';
    const sent = request(url, { method: 'POST', headers, agent, signal });
    sent.once('socket', (socket) => {
      socket.once('connect', () => (failsAs = secure ? 'TLS' : 'NO_ANSWER'));
      socket.once('secureConnect', () => (failsAs = 'NO_ANSWER'));
    });
    let hasAnswer = false;
    sent.on('error', () => {
      if (!hasAnswer) reject(new CannotPost(signal.aborted ? 'TIMEOUT' : failsAs));
    });
    sent.once('response', (answer) => {
      hasAnswer = true;
      void discard(answer).finally(() => {
        sent.destroy();
        resolve(answer.statusCode ?? 0);
      });
    });
    sent.end(body);
  });
}

const connectingTo = ({ addresses, ca }: Connection) => ({
  lookup: alwaysAnswering(addresses),
  autoSelectFamily: true,
  autoSelectFamilyAttemptTimeout: ADDRESS_PATIENCE_MS,
  ca,
  rejectUnauthorized: true, // whatever NODE_TLS_REJECT_UNAUTHORIZED says
});

/** Node's question for the addresses of a host, answered with these: no second look at a name that may have moved meanwhile. */
function alwaysAnswering(addresses: readonly string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_, __, answer) => answer(null, found); // all of them, as autoSelectFamily asks for
}

async function discard(answer: IncomingMessage): Promise<void> {
  let left = MAX_BODY_BYTES;
  try {
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      left -= chunk.length;
      if (left < 0) return;
    }
  } catch {
    // cut off by the other side or by the signal
  }
}
