import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import fc from 'fast-check';
import { prepare, type Database } from '../../src/adapters/sqlite/database/driver.js';
import { damageIn, LogFault, LogIsNewer } from '../../src/adapters/sqlite/database/errors.js';
import { faultOf } from '../../src/adapters/sqlite/database/fault.js';
import { openLog } from '../../src/adapters/sqlite/log/log-file.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { copyAsKilled, flipBit } from '../kit/stores/flip-bit.js';
import { aKeyIn, following } from '../kit/stores/shell.js';
import { scrubOnce } from '../kit/stores/scrub-once.js';
import { aDirectory, someViews } from '../kit/views/views.js';
import { newDirectory } from './temporary-directories.js';

export const eventsIn = (dataDirectory: string) => join(dataDirectory, 'events.db');
export const walIn = (dataDirectory: string) => join(dataDirectory, 'events.db-wal');
const ALL = 'SELECT * FROM events ORDER BY sequence';
const OF_STREAM = 'SELECT sequence, revision FROM events WHERE stream = ? ORDER BY revision';

/**
 * All rows of the log as this release opens it, and once more by the index of streams; or the error that says that it is
 * damaged, from the opening or from one whole pass of the scrub. Any other is thrown.
 */
export async function opened(dataDirectory: string): Promise<object[] | Error> {
  let database: Database | undefined;
  try {
    database = openLog(dataDirectory).database;
    await scrubOnce(dataDirectory);
    const found = prepare<[], { stream: string }>(database, ALL).all();
    const ofStream = prepare<[string], object>(database, OF_STREAM);
    const streams = new Set(found.map(({ stream }) => stream));
    const byIndex = [...streams].flatMap((stream) => ofStream.all(stream));
    return [...found, ...byIndex];
  } catch (error) {
    const known = error instanceof LogIsNewer || error instanceof LogFault ? error : damageIn(faultOf(error));
    if (!known) throw error;
    return known;
  } finally {
    database?.close();
  }
}

/** The same 40 events in two directories: `stopped` has all in events.db, `killed` half of them in the write-ahead log; views have seen all. */
export async function someLogs() {
  const [stopped, killed, first] = [await newDirectory(), await newDirectory(), await newDirectory()];
  const onFatal = (error: Error) => {
    throw error;
  };
  const open = () => openSqliteEventStore({ dataDirectory: first, onFatal });
  const store = await open();
  for (let n = 0; n < 20; n++) await aKeyIn(store);
  await store.close();
  const again = await open();
  for (let n = 0; n < 20; n++) await aKeyIn(again);
  const { projector, views } = following(again, someViews(first));
  await projector.passed(await again.head(), 10_000);
  copyAsKilled(first, killed);
  await projector.stop();
  views.close();
  await again.close();
  copyAsKilled(first, stopped);
  const rows = await opened(stopped);
  expect(rows).toHaveLength(80);
  return { stopped, killed, rows };
}

/** The same files once more, harmed, and what opening them comes to. */
export function afterwards(from: string, harm: (dataDirectory: string) => void): Promise<object[] | Error> {
  const dataDirectory = aDirectory();
  copyAsKilled(from, dataDirectory);
  harm(dataDirectory);
  return opened(dataDirectory);
}

/** Nothing is lost or altered, or it is said. */
export function expectTrueOrRefused(came: object[] | Error, rows: object[] | Error): void {
  if (came instanceof Error) expect(came.message).toMatch(/Restore a backup|header is damaged|begin with an empty/);
  else expect(came).toEqual(rows);
}

/** Flips a bit anywhere in this file, so many times. Answers how often that was noticed. */
export async function flips(
  from: string,
  file: typeof eventsIn,
  rows: object[] | Error,
  runs: number,
): Promise<number> {
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(statSync(file(from)).size - 1), fc.nat(7), async (offset, bit) => {
      await new Promise((resolve) => setImmediate(resolve)); // drivers let go of files there
      const came = await afterwards(from, (directory) => flipBit(file(directory), offset, bit));
      expectTrueOrRefused(came, rows);
      if (came instanceof Error) refused++;
    }),
    { numRuns: runs },
  );
  return refused;
}
