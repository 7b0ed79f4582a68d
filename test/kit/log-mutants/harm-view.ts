import { withChecksum, type ViewDatabase } from '../../../src/app/views/views.js';
import type { Chance } from '../proof/mutate-bundle.js';

export type Harm = (db: ViewDatabase, chance: Chance, size: number) => void;

interface HashRow {
  number: number;
  row: string;
}

/** One row of the lowest level. */
function hashRow(db: ViewDatabase, chance: Chance): HashRow {
  const rows = db.all<HashRow>('SELECT number, row FROM log_tree WHERE level = 0');
  return rows[chance(rows.length)] ?? { number: 0, row: '""' };
}

/** What may befall the rows of the tree in the views: its hashes, and what finds the leaf of an event. */
export const harms: Record<string, Harm> = {
  'all hashes gone': (db) => db.run('DELETE FROM log_tree'),
  'row of hashes gone': (db, chance) => db.run('DELETE FROM log_tree WHERE number = ?', hashRow(db, chance).number),
  'row of hashes changed': (db, chance) => {
    const { number, row } = hashRow(db, chance);
    const at = 1 + chance(row.length - 2);
    const changed = row.slice(0, at) + (row[at] === 'A' ? 'B' : 'A') + row.slice(at + 1);
    db.run('UPDATE log_tree SET row = ? WHERE number = ?', changed, number);
  },
  'row of hashes changed, checksum anew': (db, chance) => {
    const { number, row } = hashRow(db, chance);
    const hashes = Buffer.from(JSON.parse(row) as string, 'base64');
    const at = chance(hashes.length);
    hashes[at] = (hashes[at] ?? 0) ^ (1 + chance(255));
    const values = withChecksum(hashes.toString('base64'));
    db.run('UPDATE log_tree SET row = ?, checksum = ? WHERE number = ?', ...values, number);
  },
  'width of a row changed': (db, chance, size) =>
    db.run('UPDATE log_tree SET width = ? WHERE number = ?', chance(size), hashRow(db, chance).number),
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
