import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface ReceivedSpan {
  name: string;
  kind: number;
  traceId: string;
  spanId: string;
  parentSpanId: string | undefined;
  attributes: Record<string, unknown>;
}

type Value = Record<string, string | number>;
interface Sent {
  resourceSpans: {
    scopeSpans: { spans: (Omit<ReceivedSpan, 'attributes'> & { attributes: { key: string; value: Value }[] })[] }[];
  }[];
}

/** Receives traces over OTLP/HTTP in JSON, on a free port of loopback; answers as `answer` says, or never where it says `undefined`. */
export async function startReceiver(answer: () => number | undefined = () => 200) {
  const bodies: Buffer[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const headers = Buffer.from(JSON.stringify(request.headers));
      bodies.push(Buffer.concat(chunks), headers);
      const status = answer();
      if (status !== undefined) response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    /** Everything that has come, as it came. */
    bytes: () => Buffer.concat(bodies),
    spans: (): ReceivedSpan[] =>
      bodies.filter((_, index) => index % 2 === 0).flatMap((body) => spansIn(JSON.parse(String(body)) as Sent)),
    close: () => (server.closeAllConnections(), server.close(), undefined),
  };
}

const spansIn = ({ resourceSpans }: Sent): ReceivedSpan[] =>
  resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    .map(({ attributes, ...span }) => ({
      ...span,
      attributes: Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]])),
    }));
