import { openFile } from '../beside/open-file.js';
import type { Database } from '../database/driver.js';

export const FILE = 'worker.db';

const schema = `
CREATE TABLE documents (name TEXT PRIMARY KEY, revision INTEGER NOT NULL, text TEXT NOT NULL) STRICT, WITHOUT ROWID;`;

/** Opens the documents of the worker. Not in `usage.db`, which may be thrown away: with these goes how far the worker has come. */
export const openWorkerFile = (path: string): Database => openFile(path, { version: 1, schema });
