/**
 * A receiver of Keyledger's webhooks, with nothing but Node: verifies who sent it, answers at once, and knows an event that comes again.
 *
 * WEBHOOK_SECRET=whsec_... PORT=8080 node examples/webhook-receiver/receive.js
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const OLDEST_S = 5 * 60; // a copy of an old delivery is refused
const key = Buffer.from((process.env.WEBHOOK_SECRET ?? '').replace(/^whsec_/, ''), 'base64');
if (key.length < 24) throw new Error('WEBHOOK_SECRET is the text that addWebhook has shown.');
const seen = new Set(); // a real receiver keeps them where they outlive it

/** Has somebody sent these very bytes who has the secret, and just now? */
function isGenuine({ 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures = '' }, body) {
  if (!(Math.abs(Date.now() / 1000 - Number(at)) < OLDEST_S)) return false;
  const expected = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest();
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}

const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  if (!isGenuine(request.headers, body)) return response.writeHead(401).end();
  response.writeHead(204).end(); // within 10 s; the work comes afterwards
  const id = request.headers['webhook-id'];
  if (seen.has(id)) return;
  seen.add(id);
  const { type, data } = JSON.parse(body);
  console.log(`${type}: ${data.summary}`);
});
server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1', () => {
  console.log(`receives at http://127.0.0.1:${server.address().port}/`);
});
