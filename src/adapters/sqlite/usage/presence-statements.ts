import type { Presence } from '../../../domain/usage/presence.js';
import { prepare, type Database } from '../database/driver.js';

/** Joined the file later, as who reads did. */
export const presenceSchema = `
CREATE TABLE IF NOT EXISTS presence (
  node_id TEXT NOT NULL, since TEXT NOT NULL, node_name TEXT NOT NULL, at TEXT NOT NULL, ended TEXT, PRIMARY KEY (node_id, since)
) STRICT, WITHOUT ROWID;`;

/** When which run of the server has recorded, in SQL. One process at a time has the file: a run that says nothing more has ended. */
export function presenceCommands(database: Database) {
  const upsert = prepare<[string, string, string, string, string | null]>(
    database,
    `INSERT INTO presence (node_id, since, node_name, at, ended) VALUES (?, ?, ?, ?, ?) ON CONFLICT (node_id, since) DO UPDATE
     SET at = max(at, excluded.at), ended = coalesce(ended, excluded.ended)`,
  );
  const endOthers = prepare<[string]>(
    database,
    `UPDATE presence SET ended = 'CRASHED' WHERE node_id <> ? AND ended IS NULL`,
  );
  const all = prepare<[], Presence>(
    database,
    'SELECT node_id AS nodeId, node_name AS nodeName, since, at, ended AS "end" FROM presence',
  );
  const forget = prepare<[string]>(database, 'DELETE FROM presence WHERE at < ?');
  return {
    tell({ nodeId, nodeName, since, at, end }: Presence): void {
      endOthers.run(nodeId);
      upsert.run(nodeId, since, nodeName, at, end);
    },
    all: () => all.all(),
    forget: (firstDay: string) => void forget.run(firstDay),
  };
}
