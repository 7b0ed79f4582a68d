import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { LogDamaged, type EventStore, type StoredEvent } from '../../src/app/log/event-store.js';
import { someViews } from '../kit/views/views.js';
import { openScrub } from '../../src/server/open-scrub.js';

/** The scrub over a log of one event, and what it has looked at; rests last no longer than a turn. */
function scrubOf(checkLogFile?: () => Promise<void>) {
  const looked = new Set<string>();
  const store = {
    async *readAll() {
      looked.add('events');
      yield [{ id: 'one', stream: 'integratorKey-1', position: 'first' } as unknown as StoredEvent];
    },
  } as Partial<EventStore> as EventStore;
  const scrub = openScrub({
    stored: { store, ...(checkLogFile && { checkFile: checkLogFile }) },
    views: { db: someViews().db, checkFile: async () => void looked.add('views.db') },
    log: { fatal: () => looked.add('fatal'), warn: () => undefined } as never,
    now: () => new Date(),
    pause: () => turn(),
  });
  return { scrub, looked };
}

test('of a log on this machine: its events, its file and that of the views', async () => {
  let logFiles = 0;
  const { scrub, looked } = scrubOf(async () => void logFiles++);
  scrub.begin();
  expect(await scrub.wholePass()).toBe(true);
  scrub.stop();
  expect([...looked]).toEqual(['events', 'views.db']);
  expect(logFiles).toBeGreaterThan(0);
  expect(scrub.state()).toMatchObject({ verifiedUpTo: 'first', lastWholePass: expect.any(String) });
});

test('of a log elsewhere: the file of the views alone, and nothing is said of the log', async () => {
  const { scrub, looked } = scrubOf();
  scrub.begin();
  expect(await scrub.wholePass()).toBe(true);
  scrub.stop();
  expect([...looked]).toEqual(['views.db']);
  expect(scrub.state()).toEqual({ events: 0, verifiedUpTo: null, lastWholePass: null });
});

test('damage is told in the log of the server, and to whoever ends it', async () => {
  const damage = new LogDamaged('its pages contradict each other');
  const { scrub, looked } = scrubOf(() => Promise.reject(damage));
  scrub.begin();
  expect(await scrub.damaged).toBe(damage);
  expect([...looked]).toEqual(['events', 'fatal']);
});
