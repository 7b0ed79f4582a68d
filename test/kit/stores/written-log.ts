import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { openSqliteEventStore } from '../../../src/adapters/sqlite/log/open-event-store.js';
import { NO_STREAM, type EventStore } from '../../../src/app/log/event-store.js';
import type { LogReader } from '../../../src/app/log/log-reader.js';
import type { Append } from './some-log.js';

const onFatal = (error: Error) => {
  throw error;
};

/** All of them in one turn, which the embedded store takes whole and in order: so they share an fsync. */
async function writeTogether(store: EventStore, appends: readonly Append[]): Promise<void> {
  await Promise.all(
    appends.map(({ stream, revision, events }) =>
      store.append(stream, revision === 0 ? NO_STREAM : revision - 1, events),
    ),
  );
}

/** An embedded log of these appends, which nobody has open. */
export async function writeLogIn(dataDirectory: string, appends: readonly Append[]): Promise<void> {
  const store = await openSqliteEventStore({ dataDirectory, onFatal });
  await writeTogether(store, appends).finally(() => store.close());
}

/** An embedded log that is written once, before the tests of the file, which may only read it. */
export function aWrittenLog(appends: readonly Append[]): () => LogReader {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'keyledger-written-'));
  let store: EventStore;
  beforeAll(async () => {
    store = await openSqliteEventStore({ dataDirectory, onFatal });
    await writeTogether(store, appends);
  });
  afterAll(async () => {
    await store.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  });
  return () => store;
}
