import { readKeyOf, type HistoryRead } from '../../../app/readers/readers-store.js';
import { prepare, type Database } from '../database/driver.js';

/** Joined the file later: one that is there gets it when it is opened, and an older release passes over it. */
export const readersSchema = `
CREATE TABLE IF NOT EXISTS history_reads (
  account TEXT NOT NULL, record TEXT NOT NULL, PRIMARY KEY (account, record)
) STRICT, WITHOUT ROWID;`;

/** Who has read histories, in SQL. A record is its own key, so that it is there once. */
export function readerCommands(database: Database) {
  const insert = prepare<[string, string]>(
    database,
    'INSERT OR IGNORE INTO history_reads (account, record) VALUES (?, ?)',
  );
  const select = prepare<[string], { record: string }>(database, 'SELECT record FROM history_reads WHERE account = ?');
  return {
    write(reads: readonly HistoryRead[]): void {
      for (const read of reads) insert.run(read.account, readKeyOf(read));
    },
    readsOf: (account: string): HistoryRead[] => select.all(account).map(({ record }) => readIn(record)),
  };
}

function readIn(record: string): HistoryRead {
  const [account, integratorKeyId, readerId, readerKind, hour] = JSON.parse(record) as [
    string,
    string | null,
    string,
    HistoryRead['readerKind'],
    string,
  ];
  return { account, integratorKeyId, readerId, readerKind, hour };
}
