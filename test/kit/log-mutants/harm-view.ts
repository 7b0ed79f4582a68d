import { withChecksum, type ViewDatabase } from '../../../src/app/views/views.js';
import type { Chance } from '../proof/mutate-bundle.js';

export type Harm = (db: ViewDatabase, chance: Chance, size: number) => void;

const HASH_BYTES = 32;
const tile = (db: ViewDatabase) => db.get<{ row: string }>('SELECT row FROM log_tree WHERE level = 0')?.row ?? '""';

/** What may befall the rows of the tree in the views: its one tile, and what finds the leaf of an event. */
export const harms: Record<string, Harm> = {
  'tile gone': (db) => db.run('DELETE FROM log_tree'),
  'tile changed': (db, chance) => {
    const row = tile(db);
    const at = 1 + chance(row.length - 2);
    db.run('UPDATE log_tree SET row = ?', row.slice(0, at) + (row[at] === 'A' ? 'B' : 'A') + row.slice(at + 1));
  },
  'tile changed, checksum anew': (db, chance, size) => {
    const hashes = Buffer.from(JSON.parse(tile(db)) as string, 'base64');
    const at = chance(size * HASH_BYTES);
    hashes[at] = (hashes[at] ?? 0) ^ (1 + chance(255));
    db.run('UPDATE log_tree SET row = ?, checksum = ?', ...withChecksum(hashes.toString('base64')));
  },
  'width of tile changed': (db, chance, size) => db.run('UPDATE log_tree SET width = ?', chance(size)),
  'leaf of event gone': (db, chance, size) => db.run('DELETE FROM log_tree_event WHERE leaf = ?', chance(size)),
  'leaf of event changed': (db, chance, size) =>
    db.run('UPDATE log_tree_event SET leaf = leaf + ? WHERE leaf = ?', 1 + chance(size), chance(size)),
  'leaf of event added': (db, chance, size) => {
    const [leaf, same] = [chance(size), chance(size)];
    db.run(
      'INSERT OR IGNORE INTO log_tree_event (id, leaf) SELECT id, ? FROM log_tree_event WHERE leaf = ?',
      ...[leaf, same],
    );
  },
};

const TABLES: Record<string, readonly string[]> = {
  log_tree: ['level', 'number', 'width', 'position', 'row', 'checksum'],
  log_tree_event: ['id', 'leaf'],
};

/** Keeps the rows of the tree as they are; what it gives back writes them again. */
export function keptTree(db: ViewDatabase): () => void {
  const kept = Object.entries(TABLES).map(([table, columns]) => {
    const rows = db.all<Record<string, string | number | null>>(`SELECT ${columns.join()} FROM ${table}`);
    const sql = `INSERT INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`;
    return { table, sql, rows: rows.map((row) => columns.map((column) => row[column] ?? null)) };
  });
  return () => {
    for (const { table, sql, rows } of kept) {
      db.run(`DELETE FROM ${table}`);
      for (const values of rows) db.run(sql, ...values);
    }
  };
}
