import { openLogForReading } from '../../src/adapters/sqlite/log/log-file.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { asked, tell } from '../probe/told.js';

const { directory, through } = asked<{ directory: string; through: 'store' | 'sqlite' }>();
let start = 0;
let events = 0;
if (through === 'store') {
  const store = await openSqliteEventStore({ dataDirectory: directory, onFatal: () => process.exit(1) });
  start = performance.now();
  for await (const page of store.readAll()) events += page.length;
  await store.close();
} else {
  const database = openLogForReading(directory);
  start = performance.now();
  for (const row of database.prepare('SELECT * FROM events ORDER BY sequence').iterate()) {
    const { data, metadata } = row as { data: string; metadata: string };
    JSON.parse(data);
    JSON.parse(metadata);
    events++;
  }
}
tell({ eventsPerSecond: (events * 1000) / (performance.now() - start) });
