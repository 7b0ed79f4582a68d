import { setTimeout as delay } from 'node:timers/promises';
import { percentile } from '../figures/spread.js';
import { send, type Operation, type Server } from '../http/client.js';
import type { Client } from '../http/furnish.js';
import { checkUri, createKey, keyById, listKeys, verifySecret } from '../http/operations.js';
import { asked, tell } from '../probe/told.js';

/** Queries and checks at a steady pace, whatever becomes of those before; and writers at a pace of their own. */
interface Load {
  server: Server;
  client: Client;
  writers: number;
  seconds: number;
}
/** Milliseconds from one command of a writer to its next, unless that one took longer. */
const PERIOD_MS = 100;
/** Milliseconds from one query to the next. */
const PACE_MS = 5;

const { server, client, writers, seconds } = asked<Load>();
const { clientId, secret, redirectUri } = client;
const kinds: Record<string, Operation[]> = {
  queries: [keyById(clientId), listKeys()],
  checks: [verifySecret(clientId, secret), checkUri(clientId, redirectUri)],
};
const took: Record<string, number[]> = { queries: [], checks: [] };
const start = performance.now();
const elapsed = () => (performance.now() - start) / 1000;
/** Seconds that do not count. */
const warmUp = Math.min(1, seconds);
const isOver = () => elapsed() > seconds + warmUp;
let written = 0;

async function write(writer: number): Promise<void> {
  await delay((writer * PERIOD_MS) / writers);
  for (let n = 0; !isOver(); n++) {
    const next = delay(PERIOD_MS);
    await send(server, createKey(`Key ${writer} ${n}`));
    written++;
    await next;
  }
}

async function ask(kind: string, operation: Operation): Promise<void> {
  const sent = performance.now();
  const warming = elapsed() < warmUp;
  await send(server, operation);
  if (!warming) took[kind]?.push(performance.now() - sent);
}

async function read(): Promise<void> {
  const all = Object.entries(kinds).flatMap(([kind, operations]) => operations.map((one) => [kind, one] as const));
  const under: Promise<void>[] = [];
  for (let n = 0; !isOver(); n++) {
    const due = start + n * PACE_MS;
    if (due > performance.now()) await delay(due - performance.now());
    const [kind, operation] = all[n % all.length] as (typeof all)[number];
    under.push(ask(kind, operation));
  }
  await Promise.all(under);
}

await Promise.all([read(), ...Array.from({ length: writers }, (_, writer) => write(writer))]);
const [queries, checks] = [took['queries'] ?? [], took['checks'] ?? []];
tell({ queries: percentile(queries, 0.99), checks: percentile(checks, 0.99), written: written / elapsed() });
process.exit(0); // sockets are kept alive
