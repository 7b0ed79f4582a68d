import { withChecksum, type Projection } from '../../src/app/views/views.js';
import { digestsTable, saveDigests } from './digests.js';
import { foldCredentials } from './fold.js';
import { countPeppers, peppersTable } from './peppers.js';
import type { Credentials } from './row.js';

/** One row per client with the data that verification reads; the only view that contains digests. Beside it, one per pepper, and
 * one per digest. */
export const credentials: Projection<Credentials> = {
  name: 'credentials',
  version: 9,
  tables: [
    `CREATE TABLE credentials (
      client_id TEXT PRIMARY KEY, account TEXT NOT NULL, owner TEXT NOT NULL, row TEXT NOT NULL, checksum INTEGER NOT NULL)`,
    // repeats account, owner and id of each row: SQLite's check of the file compares the two, and so detects a row under a wrong id
    'CREATE UNIQUE INDEX credentials_by_account ON credentials (account, owner, client_id)',
    peppersTable,
    digestsTable,
  ],
  rowId: ({ keyId }) => keyId,
  fold: foldCredentials,
  load: (db, id) => db.value<Credentials>('SELECT row, checksum FROM credentials WHERE client_id = ?', id),
  save(db, client, before) {
    if (client === before) return;
    countPeppers(db, client, before);
    saveDigests(db, client, before);
    db.run(
      `INSERT INTO credentials (client_id, account, owner, row, checksum) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (client_id) DO UPDATE SET owner = excluded.owner, row = excluded.row, checksum = excluded.checksum`,
      ...[client.clientId, client.account, client.owner, ...withChecksum(client)],
    );
  },
};
