import { percentile } from '../figures/spread.js';
import { send, type Server } from '../http/client.js';
import { addKeypair, createKey } from '../http/operations.js';
import { asked, tell } from '../probe/told.js';

/** Creates keys as fast as they are answered; some of the callers with a keypair each. */
interface Load {
  server: Server;
  /** Callers that create keys. */
  plain: number;
  /** Callers that create keys and add a keypair to each. */
  withPair: number;
  seconds: number;
}

const { server, plain, withPair, seconds } = asked<Load>();
const start = performance.now();
const isOver = () => performance.now() - start > seconds * 1000;
const took: number[] = [];

async function create(name: string): Promise<string> {
  const sent = performance.now();
  const { createIntegratorKey } = await send<{ createIntegratorKey: { integratorKey: { id: string } } }>(
    server,
    createKey(name),
  );
  took.push(performance.now() - sent);
  return createIntegratorKey.integratorKey.id;
}

async function work(pairs: boolean): Promise<number> {
  let done = 0;
  for (; !isOver(); done++) {
    const id = await create(`Key ${done}`);
    if (pairs) await send(server, addKeypair(id));
  }
  return done;
}

const perSecond = async (callers: number, pairs: boolean) => {
  const done = await Promise.all(Array.from({ length: callers }, () => work(pairs)));
  return done.reduce((sum, one) => sum + one, 0) / ((performance.now() - start) / 1000);
};

const lag = async () => {
  const text = await (await fetch(`${server.address}/metrics`)).text(); // and begins anew
  return Number(/^nodejs_eventloop_lag_p99_seconds (\S+)$/m.exec(text)?.[1]) * 1000;
};

await lag();
const [plainPerSecond, pairsPerSecond] = await Promise.all([perSecond(plain, false), perSecond(withPair, true)]);
const figures = { plainPerSecond, pairsPerSecond, p99: percentile(took, 0.99), loopDelayMs: await lag() };
tell(figures);
process.exit(0); // sockets are kept alive
