/** A writer as it should not be: it says that it has written before it has, and its two events are two commits. */
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { checksumOf, columns } from '../../src/adapters/sqlite/log/checksum.js';
import { prepare } from '../../src/adapters/sqlite/database/driver.js';
import { openLog } from '../../src/adapters/sqlite/log/log-file.js';
import { schemaVersions } from '../../src/domain/key/schema-versions.js';

const { database, logId } = openLog(process.argv[2] ?? '');
const insert = prepare<[number, string, number, string, string, string, string, string]>(
  database,
  `INSERT INTO events (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
);
process.stdout.write('acknowledged\n');
await delay(20); // a pipe: it has been read
const stream = `integratorKey-${randomUUID()}`;
for (const revision of [0, 1]) {
  const [data, metadata] = ['{"name":"Hasty"}', JSON.stringify({ schemaVersion: schemaVersions.KeyRenamed })];
  const row = { sequence: revision + 1, stream, revision, id: randomUUID(), type: 'KeyRenamed', data, metadata };
  insert.run(row.sequence, stream, revision, row.id, row.type, data, metadata, checksumOf(logId, row));
}
