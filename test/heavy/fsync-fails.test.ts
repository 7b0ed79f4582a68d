import { cp } from 'node:fs/promises';
import { beforeAll, expect } from '@jest/globals';
import { mutate } from '../e2e/client.js';
import { startServer } from '../kit/server/server-process.js';
import { newDirectory } from '../e2e/temporary-directories.js';
import { eventsIn, filesOf } from './examine.js';
import { testWithStrace } from './needs.js';
import { strace } from './strace.js';

const settings = { KEYLEDGER_SAMPLE_DATA: 'off' };
let used = '';
beforeAll(async () => {
  used = await newDirectory();
  const server = await startServer(used, settings);
  await mutate(server, 'createIntegratorKey', { name: 'Before' });
  await server.stop();
});

/** Eight writers make keys until the server is gone; the ids of those that it acknowledged. */
async function untilGone(server: { address: string; token: string }): Promise<string[]> {
  const acknowledged: string[] = [];
  let isOver = false;
  const write = async () => {
    try {
      while (!isOver)
        acknowledged.push((await mutate(server, 'createIntegratorKey', { name: 'x' })).integratorKey?.id ?? '');
    } finally {
      isOver = true;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: 8 }, write));
  for (const end of ends) if (end.status === 'rejected') expect(String(end.reason)).toMatch(/fetch failed|terminated/);
  return acknowledged;
}

for (const when of [1, 2, 3, 7, 20])
  testWithStrace(
    `EIO at fsync ${when} of the log ends the process with 70; what was acknowledged is there`,
    async () => {
      const directory = await newDirectory();
      await cp(used, directory, { recursive: true });
      const files = filesOf(directory, 'events.db');
      const through = strace({ calls: 'fsync,fdatasync', does: 'error=EIO', when, files });
      const server = await startServer(directory, settings, through);
      const acknowledged = await untilGone(server);
      expect(await server.ended).toEqual([70, null]);
      expect(server.output()).toMatch(/the event log failed; what was not acknowledged has an unknown outcome/);

      const events = await eventsIn(directory);
      const ids = events.map(({ keyId }) => keyId);
      expect(new Set(ids).size).toBe(ids.length);
      expect(acknowledged.filter((id) => !ids.includes(id))).toEqual([]);
      expect(ids.length).toBeLessThanOrEqual(1 + acknowledged.length + 8);
      if (when >= 7) expect(acknowledged.length).toBeGreaterThan(0);
      const again = await startServer(directory, settings);
      await mutate(again, 'createIntegratorKey', { name: 'After' });
      expect(await again.stop()).toEqual([0, null]);
    },
  );
