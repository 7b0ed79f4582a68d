import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { renameIntegratorKey } from '../../src/domain/details/rename-integrator-key.js';
import { createIntegratorKey } from '../../src/domain/life/create-integrator-key.js';
import { created } from '../kit/facts/facts.js';
import { aCaller } from '../kit/stores/shell.js';
import { workerWorld } from './worker-world.js';

const START_MS = Date.UTC(2026, 5, 1, 12);
const HOUR_MS = 3_600_000;
const [KEYS, RENAMES] = [12, 3];

test('a worker that ends in the middle of a round sends nothing more, and the next one nothing again', async () => {
  let [answer, underWay, isHolding] = [(): void => undefined, 0, true];
  const held = new Promise<void>((resolve) => void (answer = resolve));
  const world = await workerWorld(START_MS, () => {
    underWay++;
    return isHolding ? held : Promise.resolve();
  });
  const { handle, posted, aWorker, pass, store } = world;
  for (let n = 0; n < KEYS; n++) {
    const integratorKeyId = randomUUID();
    await handle.create(aCaller(), { integratorKeyId }, (none) => createIntegratorKey(none, created.data));
    for (let renamed = 0; renamed < RENAMES; renamed++)
      await handle.change(aCaller(), { integratorKeyId }, (key) =>
        renameIntegratorKey(key, { name: `Name ${renamed}` }),
      );
  }

  const first = await aWorker();
  await first.projector.passed(await store.head(), Infinity);
  while (underWay === 0) {
    first.turn();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const ended = first.end();
  await new Promise((resolve) => setImmediate(resolve));
  const begun = posted.length;
  expect(begun).toBeLessThan(KEYS);
  isHolding = false;
  answer();
  await ended;
  expect(posted).toHaveLength(begun);

  const next = await aWorker();
  await pass([next], START_MS + HOUR_MS, HOUR_MS);
  await next.end();
  expect(first.failed).toEqual([]);
  const ids = posted.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const renamed = posted.filter(({ type }) => type === 'KeyRenamed');
  expect(renamed).toHaveLength(KEYS * RENAMES);
});
