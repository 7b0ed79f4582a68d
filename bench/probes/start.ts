import { join } from 'node:path';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { integrityOf } from '../../src/adapters/sqlite/database/integrity.js';
import { summaryOf } from '../../src/adapters/sqlite/log/log-summary.js';
import { verifyEvents } from '../../src/adapters/sqlite/log/verify-log.js';
import { readConfig } from '../../src/config/config.js';
import { start } from '../../src/server/start.js';
import { asked, tell } from '../probe/told.js';

/** A whole server on this directory: seconds from the beginning of the process until it is ready, and what reading all of it takes. */
const { directory } = asked<{ directory: string }>();
const variables = { KEYLEDGER_PORT: '0', KEYLEDGER_DATA_DIR: directory, KEYLEDGER_SAMPLE_DATA: 'off' };
const quiet = { KEYLEDGER_KEYPAIRS_READY: '0', KEYLEDGER_LOG_LEVEL: 'warn' };
const running = await start(readConfig({ ...variables, ...quiet }));
await running.ready;
const ready = performance.now() / 1000; // counted from the beginning of the process
await running.close();

/** Seconds. */
function took(work: () => void): number {
  const began = performance.now();
  work();
  return (performance.now() - began) / 1000;
}
const log = openDatabase(join(directory, 'events.db'), { readOnly: true });
const readLog = took(() => verifyEvents(log, summaryOf(log).logId));
log.close();
const readViews = took(() => integrityOf(join(directory, 'views.db')));
tell({ ready, readLog, readViews });
process.exit(0);
