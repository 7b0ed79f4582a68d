import { afterEach, expect, test } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { startReceiver } from '../kit/traces/receiver.js';
import { startServer, stopAll } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';
import { post } from './client.js';

afterEach(stopAll);

const answers: Record<string, () => number | undefined> = {
  'is away': () => 200,
  'refuses them': () => 400,
  'never answers': () => undefined,
};
const complaint = 'the traces cannot be sent';

test.each(Object.keys(answers))('a receiver that %s delays no answer, and is told of once', async (trouble) => {
  const receiver = await startReceiver(answers[trouble]);
  if (trouble === 'is away') receiver.close();
  const server = await startServer(await newDirectory(), { KEYLEDGER_TRACES_URL: receiver.url });
  let slowest = 0;
  const told = () => server.output().split(complaint).length - 1;
  const until = Date.now() + 12_000;
  for (let more = 200; Date.now() < until && more > 0; await delay(20)) {
    const began = performance.now();
    expect(await post(server, '{ viewer { id } }')).toMatchObject({ data: { viewer: {} } });
    slowest = Math.max(slowest, performance.now() - began);
    if (told() > 0) more--; // two more batches
  }
  expect(slowest).toBeLessThan(2_000);
  expect(told()).toBe(1);
  const stopping = performance.now();
  expect(await server.stop()).toEqual([0, null]);
  expect(performance.now() - stopping).toBeLessThan(4_000);
  expect(told()).toBe(1);
  receiver.close();
});
