import { rmSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { join } from 'node:path';
import { projections } from '../../projections/index.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { startProjector } from '../../src/app/views/projector.js';
import { asked, tell } from '../probe/told.js';

/** Catches up from nothing over the log of this directory, as a server does; events a second. `without`: views that are left out. */
const { directory, without = [] } = asked<{ directory: string; without?: string[] }>();
const onFailure = (error: unknown) => {
  throw error;
};
for (const suffix of ['', '-wal', '-shm']) rmSync(join(directory, `views.db${suffix}`), { force: true });
const store = await openSqliteEventStore({ dataDirectory: directory, onFatal: onFailure });
const events = Number(`0x${(await store.head()).split('_')[1]}`);
const views = openViews(
  directory,
  projections.filter(({ name }) => !without.includes(name)),
);
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const start = performance.now();
const projector = startProjector({ store, views, onFailure, onOutage: onFailure, onOutageOver: () => undefined });
await projector.caughtUp(Infinity);
const seconds = (performance.now() - start) / 1000;
delay.disable();
await projector.stop();
views.close();
await store.close();
tell({ eventsPerSecond: events / seconds, cpuPerEvent: cpu() / events, longestPauseMs: delay.max / 1e6 });

function cpu() {
  const { user, system } = process.cpuUsage();
  return user + system;
}
