import { Agent, request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../figures/spread.js';
import type { Server } from '../http/client.js';
import { asked, tell } from '../probe/told.js';

/** One request at a steady rate, sent whatever becomes of those before. */
interface Load {
  server: Server;
  path: string;
  body: object;
  perSecond: number;
  seconds: number;
}

const { server, path, body, perSecond, seconds } = asked<Load>();
const agent = new Agent({ keepAlive: true, maxSockets: 32 });
const text = JSON.stringify(body);
const headers = {
  authorization: `Bearer ${server.token}`,
  'content-type': 'application/json',
  'content-length': Buffer.byteLength(text),
};
const took: number[] = [];
/** Seconds that do not count. */
const warmUp = Math.min(1, seconds);
const start = performance.now();

const ask = () =>
  new Promise<void>((resolve, reject) => {
    const sent = performance.now();
    const counts = sent - start > warmUp * 1000;
    request(server.address + path, { method: 'POST', agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`refused: ${response.statusCode}`));
      response.resume().on('end', () => {
        if (counts) took.push(performance.now() - sent);
        resolve();
      });
    })
      .on('error', reject)
      .end(text);
  });

const under: Promise<void>[] = [];
for (let n = 0; n < perSecond * (seconds + warmUp); n++) {
  const due = start + (n / perSecond) * 1000;
  if (due > performance.now()) await delay(due - performance.now());
  under.push(ask());
}
await Promise.all(under);
tell({ p50: percentile(took, 0.5), p99: percentile(took, 0.99), asked: took.length });
process.exit(0); // sockets are kept alive
