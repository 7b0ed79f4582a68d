/** As little as can be: node:http, the body parsed as JSON, an answer as long as the real one. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const answer = process.argv[2] ?? '{}';
const headers = { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(answer) };

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    const { query } = JSON.parse(body) as { query: string };
    response.writeHead(query ? 200 : 400, headers).end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`up at http://127.0.0.1:${(server.address() as AddressInfo).port}\nno token\n`);
});
