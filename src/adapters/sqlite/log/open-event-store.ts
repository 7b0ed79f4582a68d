import {
  damageIn,
  DataDirectoryInUse,
  DataDirectoryUnusable,
  LogFault,
  LogIsNewer,
  unusable,
} from '../database/errors.js';
import { embeddedStore, type SqliteEventStore } from './embedded-store.js';
import type { AppendAnswer, AppendRequest, ReadAnswer, ReadRequest, WriterOpened } from './messages.js';
import type { Fault } from '../database/fault.js';
import { saysFull } from '../database/result-code.js';
import { startThread } from '../threads/thread-link.js';
import { watchCommits } from './commit-feed.js';

export type { SqliteEventStore };

export interface SqliteEventStoreOptions {
  /** Created if it is missing. Locked by this store until the store is closed. */
  dataDirectory: string;
  /**
   * Called at most once, when the disk has failed and its content is uncertain: the caller ends the process. Appends under way are
   * never answered; after a restart, a retry with the same ids finds out whether they were written.
   */
  onFatal: (error: LogFault) => void;
}

/** The event store in one file, `events.db`. Rejects with `DataDirectoryInUse`, `DataDirectoryUnusable`, `LogIsNewer`, `LogDamaged` or `LogFault`. */
export async function openSqliteEventStore(options: SqliteEventStoreOptions): Promise<SqliteEventStore> {
  const { dataDirectory } = options;
  const commits = watchCommits();
  let failed = false;
  const onFatal = (fault: Fault) => {
    if (failed) return;
    failed = true;
    options.onFatal(new LogFault(`The event log failed: ${fault.message}`, fault.resultCode));
  };
  const data = { dataDirectory };
  const opening = { data, onFatal };
  try {
    const writer = await startThread<WriterOpened, AppendRequest, AppendAnswer>({
      ...opening,
      body: new URL('./writer.js', import.meta.url),
      onAnswers: commits.take,
    });
    try {
      const body = new URL('./reader.js', import.meta.url);
      const reader = await startThread<null, ReadRequest, ReadAnswer>({ ...opening, body });
      return embeddedStore({ writer, reader, commits, hasFailed: () => failed });
    } catch (fault) {
      await writer.close();
      throw fault;
    }
  } catch (fault) {
    throw openingError(fault as Fault, dataDirectory);
  }
}

function openingError(fault: Fault, dataDirectory: string): Error {
  const { name, message, resultCode } = fault;
  if (name === 'DataDirectoryInUse') return new DataDirectoryInUse(dataDirectory);
  if (name === 'LogIsNewer') return new LogIsNewer(dataDirectory);
  if (name === 'DataDirectoryUnusable') return new DataDirectoryUnusable(message);
  if (saysFull(resultCode))
    return new DataDirectoryUnusable(unusable(dataDirectory, 'its disk is full: free some space.'));
  const damage = damageIn(fault);
  if (damage) return damage;
  return new LogFault(`The event log in ${dataDirectory} cannot be opened: ${message}`, resultCode);
}
