import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { streamOf } from '../../src/app/log/streams.js';
import { StoreUnavailable } from '../../src/app/log/event-store.js';
import { MAX_SECRETS } from '../../src/domain/secrets/refusals.js';
import { openEventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { patienceMs } from '../kit/patience.js';
import { addingSecret, aWorld, type Server } from '../kit/stores/retrying.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aKeyIn } from '../kit/stores/shell.js';

/** Commands under way at the same time. */
const CALLERS = 32;

/** Milliseconds that a node has for a call. They do run out: that somebody else was faster can be lost as well. */
const BOUND_MS = patienceMs / 20;

async function aStoreAt(connectionString: string, boundMs: number) {
  const store = await openEventStoreDb({ connectionString, boundMs });
  closeAfterwards(() => store.close());
  return store;
}

/** Two nodes that share nothing but the event store. */
async function twoNodes(connectionString: string) {
  const world = await aWorld();
  const stores = await Promise.all([1, 2].map(() => aStoreAt(connectionString, BOUND_MS)));
  return stores.map((over) => world.server({ over, records: over.records })) as [Server, Server];
}

/** As a client does that knows no better: again, at the next node, until somebody says how it went. */
async function untilAnswered(nodes: readonly Server[], idempotencyKey: string, integratorKeyId: string) {
  for (let tries = 0; ; tries++) {
    try {
      return await addingSecret(nodes[tries % nodes.length] as Server, idempotencyKey, { integratorKeyId });
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
    }
  }
}

/**
 * So many commands while of every five replies one is lost, and one of twenty requests comes twice: each has its effect
 * once, and whoever asks again, at whichever node, gets the same answer.
 */
export async function lostRepliesDoNoHarm(commands: number): Promise<void> {
  const double = await openEventStoreDbDouble();
  closeAfterwards(() => double.close());
  const nodes = await twoNodes(double.url);
  const store = await aStoreAt(double.url, patienceMs);
  const keys = await Promise.all(Array.from({ length: Math.ceil(commands / MAX_SECRETS) }, () => aKeyIn(store)));
  const asked = Array.from({ length: commands }, (_, n) => ({
    idempotencyKey: randomUUID(),
    integratorKeyId: keys[n % keys.length] as string,
  }));

  double.faults.rates('append', { 'lose-reply': 0.2, repeat: 0.05 }, commands);
  const first = new Map<string, unknown>();
  const waiting = [...asked];
  const work = async (caller: number) => {
    for (let next = waiting.pop(); next; next = waiting.pop())
      first.set(
        next.idempotencyKey,
        await untilAnswered(caller % 2 ? nodes : [...nodes].reverse(), next.idempotencyKey, next.integratorKeyId),
      );
  };
  await Promise.all(Array.from({ length: CALLERS }, (_, caller) => work(caller)));
  for (const fault of ['lose-reply', 'repeat'] as const)
    expect(double.faults.seen(fault)).toBeGreaterThan(commands / 40);
  double.faults.clear();

  const written = await Promise.all(keys.map((key) => store.readStream(streamOf(key))));
  const secrets = written
    .flat()
    .flatMap(({ type, data }) => (type === 'SecretAdded' ? [(data as { secretId: string }).secretId] : []));
  const answered = [...first.values()].map((answer) => (answer as { secretId: string }).secretId);
  expect(secrets.sort()).toEqual(answered.sort());
  for (const { idempotencyKey, integratorKeyId } of asked)
    for (const node of nodes)
      expect(await untilAnswered([node], idempotencyKey, integratorKeyId)).toEqual(first.get(idempotencyKey));
}
