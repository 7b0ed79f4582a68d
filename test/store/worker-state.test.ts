import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openSqliteWorkerState } from '../../src/adapters/sqlite/worker/worker-state.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { workerStateInMemory } from '../kit/stores/worker-state-in-memory.js';
import { aDirectory } from '../kit/views/views.js';
import { workerStateContract } from './worker-state-contract.js';

async function open(directory = aDirectory()) {
  const state = await openSqliteWorkerState(directory);
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= state.close());
  closeAfterwards(close);
  return { ...state, close, directory };
}

workerStateContract('The embedded file', async () => {
  const one = await open();
  await one.read('lease'); // makes the file: a server does so alone
  return [one, await open(one.directory)];
});
workerStateContract('Memory, as tests use it', async () => {
  const state = workerStateInMemory();
  return [state, state];
});

test('it is all there after a close, and after no close', async () => {
  const first = await open();
  const revision = await first.write('lease', undefined, 'kept');
  const second = await open(first.directory); // the file as a killed process leaves it
  expect(await second.read('lease')).toEqual({ revision, value: 'kept' });
  await first.close();
  await second.close();
  expect(await (await open(first.directory)).read('lease')).toEqual({ revision, value: 'kept' });
});

test('a file that cannot be read keeps nothing from starting, and is taken up when it is put right', async () => {
  const directory = aDirectory();
  writeFileSync(join(directory, 'worker.db'), 'no database, but long enough to look like one '.repeat(50));
  const state = await open(directory);
  const unavailable = { name: 'StoreUnavailable', cause: { message: expect.stringMatching(/^worker\.db: /) } };
  for (let n = 0; n < 2; n++) {
    await expect(state.write('lease', undefined, 'x')).rejects.toMatchObject(unavailable);
    await expect(state.read('lease')).rejects.toMatchObject(unavailable);
  }
  renameSync(join(directory, 'worker.db'), join(directory, 'aside.db'));
  await state.write('lease', undefined, 'taken up');
  expect((await state.read('lease'))?.value).toBe('taken up');
});
