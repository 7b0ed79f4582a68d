import { prepare, type Database } from '../database/driver.js';
import type { WorkerAnswer, WorkerRequest } from './worker-messages.js';

/** What is asked of the documents, in SQL. */
export function workerCommands(database: Database) {
  const select = prepare<[string], { revision: number; text: string }>(
    database,
    'SELECT revision, text FROM documents WHERE name = ?',
  );
  const save = prepare<[string, number, string]>(
    database,
    'INSERT OR REPLACE INTO documents (name, revision, text) VALUES (?, ?, ?)',
  );

  return (request: WorkerRequest): WorkerAnswer => {
    const document = select.get(request.name);
    if (request.kind === 'read') return { kind: 'document', document };
    const { name, expected, text } = request;
    if (document?.revision !== expected) return { kind: 'written', revision: 'CONFLICT' };
    const revision = expected === undefined ? 0 : expected + 1;
    save.run(name, revision, text);
    return { kind: 'written', revision };
  };
}
