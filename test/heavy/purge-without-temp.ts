import { randomUUID } from 'node:crypto';
import { openSqliteIdempotencyRecords } from '../../src/adapters/sqlite/attempts/idempotency-records.js';

/** Keeps more records than SQLite's cache holds, purges one of them, and says how that went. argv: the data directory. */
const [, , dataDirectory = ''] = process.argv;
const RECORDS = 12_000;
const records = await openSqliteIdempotencyRecords({
  dataDirectory,
  now: () => new Date('2026-06-01T12:00:00.000Z'),
  onFatal({ message }) {
    process.stdout.write(`${message}\n`);
    process.exit(70);
  },
});
const later = (days: number) => new Date(Date.parse('2026-06-01T12:00:00.000Z') + days * 86_400_000).toISOString();
const aRecord = (days: number) => ({
  ...{ id: randomUUID(), argumentsMac: 'mac', seed: 'seed', minted: null, ending: 'x'.repeat(300) },
  expiresAt: later(days),
});
await records.save(aRecord(1), later(0));
await Promise.all(Array.from({ length: RECORDS }, () => records.save(aRecord(3), later(0))));
await records.purge(later(2));
await records.close();
process.stdout.write('purged\n');
