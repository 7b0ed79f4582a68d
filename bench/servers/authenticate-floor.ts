/** What any server must do for the question, and nothing else: node:http, the body parsed, a Map, one HMAC, the answer as JSON. */
import { timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { digestOf } from '../../src/adapters/crypto/secrets/digest.js';
import { loadPeppers } from '../../src/adapters/crypto/peppers/peppers.js';
import { asked } from '../probe/told.js';

interface Furnished {
  dataDirectory: string;
  clientId: string;
  secret: string;
  credentialId: string;
}
interface Body {
  client_id: string;
  client_secret: string;
}

const { dataDirectory, clientId, secret, credentialId } = asked<Furnished>();
const { current, byVersion } = loadPeppers(join(dataDirectory, 'peppers.json'));
const key = byVersion.get(current)!.key;
const clients = new Map([[clientId, { digest: digestOf(secret, key), credentialId }]]);

function answer({ client_id, client_secret }: Body): string {
  const client = clients.get(client_id);
  const active = client !== undefined && timingSafeEqual(digestOf(client_secret, key), client.digest);
  return JSON.stringify({
    ...{ active, client_id, method: 'client_secret', credential_id: client?.credentialId, kid: null, reason: null },
  });
}

const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
  request.on('end', () => {
    const text = answer(JSON.parse(body) as Body);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }).end(text);
  });
}); // prettier-ignore
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`up at http://127.0.0.1:${(server.address() as AddressInfo).port}\nno token\n`);
});
