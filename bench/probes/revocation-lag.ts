import { percentile } from '../figures/spread.js';
import { send, type Server } from '../http/client.js';
import { addSecretWithId, createKey, revokeSecret } from '../http/operations.js';
import { AUTHENTICATE, postV1 } from '../http/v1.js';
import { asked, tell } from '../probe/told.js';

/** Two nodes over one log; a token of the first counts on the second. */
interface Asked {
  takes: Server;
  hears: Server;
  times: number;
}
const { takes, hears, times } = asked<Asked>();
/** Secrets of one key: more would be a longer row, and longer to verify. */
const SECRETS_OF_KEY = 10;

interface Created {
  createIntegratorKey: { integratorKey: { id: string } };
}
interface Added {
  addSecret: { plainText: string; secret: { id: string } };
}

/** Milliseconds. */
async function took(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** A new secret, which the second node knows. */
async function aSecret(clientId: string) {
  const { addSecret } = await send<Added>(takes, addSecretWithId(clientId));
  const body = { client_id: clientId, client_secret: addSecret.plainText };
  const isActive = async () => (JSON.parse(await postV1(hears, AUTHENTICATE, body)) as { active: boolean }).active;
  while (!(await isActive()));
  return { id: addSecret.secret.id, isActive };
}

const [trips, lags]: [number[], number[]] = [[], []];
let atOnce = 0;
let clientId = '';
for (let n = 0; n < times; n++) {
  if (n % SECRETS_OF_KEY === 0)
    clientId = (await send<Created>(takes, createKey('Portal'))).createIntegratorKey.integratorKey.id;
  const secret = await aSecret(clientId);
  const verification = await took(secret.isActive);
  const began = performance.now();
  const append = await took(() => send(takes, revokeSecret(clientId, secret.id)));
  let questions = 1;
  while (await secret.isActive()) questions++;
  lags.push(performance.now() - began);
  trips.push(append + verification);
  if (questions === 1) atOnce++;
}
const warm = (all: number[]) => all.slice(Math.floor(all.length / 3)); // the first third warms
const [lag, trip] = [warm(lags), warm(trips)];
tell({
  p50: percentile(lag, 0.5) / percentile(trip, 0.5),
  p99: percentile(lag, 0.99) / percentile(trip, 0.99),
  p99Seconds: percentile(lag, 0.99) / 1000,
  atOnce: atOnce / times,
});
process.exit(0); // sockets are kept alive
