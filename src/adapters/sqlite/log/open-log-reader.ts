import { StoreUnavailable } from '../../../app/log/event-store.js';
import type { LogReader } from '../../../app/log/log-reader.js';
import { summaryOf } from './log-summary.js';
import { watchCommits } from './commit-feed.js';
import type { Database } from '../database/driver.js';
import { embeddedStore } from './embedded-store.js';
import { damaged, damageIn, LogFault } from '../database/errors.js';
import { faultOf } from '../database/fault.js';
import { openReadOnly } from '../database/open-read-only.js';
import type { Fault } from '../database/fault.js';
import type { ReadAnswer, ReadRequest } from './messages.js';
import { isGeneric } from '../database/result-code.js';
import { startThread } from '../threads/thread-link.js';
import { verifySchema } from './verify-log.js';
import { refuseLost } from './refuse-lost-events.js';

export interface SqliteLogReaderOptions {
  dataDirectory: string;
  /** The reading thread has ended; whoever waits is not answered any more. Called at most once. */
  onFatal: (error: LogFault) => void;
}

/**
 * The log to look into, while a server writes to it or none runs; it is neither made nor locked. Every event read is
 * compared with its checksum. Rejects with `LogFault`, `LogIsNewer` or `LogDamaged`.
 */
export async function openSqliteLogReader({ dataDirectory, onFatal }: SqliteLogReaderOptions): Promise<LogReader> {
  const logId = logIdOf(dataDirectory);
  const failed = ({ message, resultCode }: Fault) =>
    new LogFault(`The event log in ${dataDirectory} cannot be read: ${message}`, resultCode);
  try {
    const reader = await startThread<null, ReadRequest, ReadAnswer>({
      body: new URL('./reader.js', import.meta.url),
      data: { dataDirectory },
      onFatal: (fault) => onFatal(failed(fault)),
    });
    return embeddedStore({ writer: nobody(logId), reader, commits: watchCommits(), hasFailed: () => false });
  } catch (fault) {
    throw damageIn(fault as Fault) ?? failed(fault as Fault);
  }
}

/** Throws unless the log is whole, as far as that can be told without reading all of it. */
function logIdOf(dataDirectory: string): string {
  let log: Database | undefined;
  try {
    log = openReadOnly(dataDirectory);
    verifySchema(log);
    refuseLost(dataDirectory, log);
    return summaryOf(log).logId;
  } catch (error) {
    if (isGeneric(error)) throw damaged('SQLite cannot make sense of it.');
    throw damageIn(faultOf(error)) ?? error;
  } finally {
    log?.close();
  }
}

/** In the place of the thread that writes. */
const nobody = (logId: string) => ({
  opened: { logId },
  call: async () => {
    throw new StoreUnavailable('The event log is open for reading only.');
  },
  close: async () => undefined,
});
