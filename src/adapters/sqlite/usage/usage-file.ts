import { openFile } from '../beside/open-file.js';
import type { Database } from '../database/driver.js';
import { presenceSchema } from './presence-statements.js';
import { readersSchema } from './reader-statements.js';

export const FILE = 'usage.db';

const schema = `
CREATE TABLE tallies (
  subject_id TEXT NOT NULL,
  kind TEXT NOT NULL,
  client_id TEXT NOT NULL,
  last_at TEXT NOT NULL,
  days TEXT NOT NULL,
  first_day TEXT,
  PRIMARY KEY (subject_id, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX tallies_by_last ON tallies (last_at);
CREATE INDEX tallies_by_first_day ON tallies (first_day);
CREATE TABLE recording (one INTEGER PRIMARY KEY CHECK (one = 1), observed_since TEXT NOT NULL, last_batch TEXT NOT NULL) STRICT;`;

/** Opens the use of credentials. A file of its own: it is not worth as much as the log. */
export function openUsageFile(path: string): Database {
  const database = openFile(path, { version: 1, schema });
  try {
    database.exec(readersSchema);
    database.exec(presenceSchema);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}
