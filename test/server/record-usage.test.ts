import { expect, test } from '@jest/globals';
import type { ReadersStore } from '../../src/app/readers/readers-store.js';
import type { UsageStore } from '../../src/app/usage/usage-store.js';
import { recordUsage } from '../../src/server/record-usage.js';

/** Its disk, or its server, does not answer. */
const never = () => new Promise<never>(() => undefined);
const hanging: UsageStore & ReadersStore = {
  ...{ writeReads: never, readsOf: never },
  ...{ write: never, refresh: never, find: never, usedSince: never, presence: never, purge: never },
  close: () => Promise.resolve(),
};
const log = { warn: () => undefined };

test('a job that writes to a store that hangs comes to its end, so that a stop does, and so does the last write', async () => {
  const { usage, jobs, close } = recordUsage({ store: hanging, now: () => new Date(), log });
  usage.note({ clientId: 'client', subjectId: 'secret', kind: 'USED' });
  await jobs.find(({ name }) => name === 'write-usage')?.run('2026-06-01T12:00:00.000Z');
  expect(await close()).toBeUndefined();
});
