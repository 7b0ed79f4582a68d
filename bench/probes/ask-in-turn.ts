import { percentile } from '../figures/spread.js';
import { send, type Operation, type Server } from '../http/client.js';
import { asked, tell } from '../probe/told.js';

/** Sends each operation so many times, in turns, one after the other; the median in milliseconds of each, by its name. */
const { server, operations, times } = asked<{ server: Server; operations: Record<string, Operation>; times: number }>();
const took: Record<string, number[]> = {};
for (let turn = -Math.ceil(times / 4); turn < times; turn++)
  // the first ones warm
  for (const [name, operation] of Object.entries(operations)) {
    const sent = performance.now();
    await send(server, operation);
    if (turn >= 0) (took[name] ??= []).push(performance.now() - sent);
  }
tell(Object.fromEntries(Object.entries(took).map(([name, all]) => [name, percentile(all, 0.5)])));
process.exit(0); // sockets are kept alive
