/** The store without a server around it: one append of two events, acknowledged in words, and an orderly end. */
import { NO_STREAM } from '../../src/app/log/event-store.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { anEvent, aStream } from '../store/some-events.js';

const store = await openSqliteEventStore({ dataDirectory: process.argv[2] ?? '', onFatal: () => process.exit(70) });
const decodable = () => ({ ...anEvent(), metadata: { schemaVersion: 1 } });
await store.append(aStream(), NO_STREAM, [decodable(), decodable()]);
process.stdout.write('acknowledged\n');
await store.close();
