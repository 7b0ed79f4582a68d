import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One delivery, as it came. */
export interface Came {
  /** `webhook-id`. */
  id: string;
  headers: Record<string, string>;
  body: string;
  event: { type: string; data: { id: string; integratorKeyId?: string; revision?: number } };
}

/** A receiver of webhooks on loopback that answers as it is told, and keeps what it took. */
export async function aReceiver() {
  const came: Came[] = [];
  const receiver = {
    came,
    /** The status to answer, at once or later. */
    answer: (_: Came): number | Promise<number> => 204,
    url: '',
    of: (key: string) => came.filter(({ event }) => event.data.integratorKeyId === key),
    close: () => server.close(),
  };
  const read = async (request: IncomingMessage): Promise<Came> => {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += String(part);
    const headers = request.headers as Record<string, string>;
    return { id: headers['webhook-id'] ?? '', headers, body, event: JSON.parse(body) as Came['event'] };
  };
  const server = createServer((request, response) => {
    void read(request).then(async (one) => {
      const status = await receiver.answer(one);
      if (status < 300) came.push(one);
      response.writeHead(status, status === 302 ? { location: `${receiver.url}/elsewhere` } : {}).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
  return receiver;
}

export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}
