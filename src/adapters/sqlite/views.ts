import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Projection, Views } from '../../app/views.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import { openDatabase, type Database } from './driver.js';
import { viewDatabase } from './view-database.js';

const FILE = 'views.db';

/**
 * The read models in a file of their own. It can be made again from the log at any time, so it is never fsynced (which
 * would stop the event loop), and one that is damaged is thrown away.
 */
export function openViews(dataDirectory: string, projections: readonly Projection<never>[]): Views {
  const path = join(dataDirectory, FILE);
  const open = () => prepareViews(openDatabase(path), projections);
  try {
    return open();
  } catch {
    for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
    return open();
  }
}

function prepareViews(database: Database, projections: readonly Projection<never>[]): Views {
  const db = viewDatabase(database);
  database.exec('PRAGMA synchronous = OFF; PRAGMA journal_mode = WAL; PRAGMA cache_size = -65536');
  const [check] = db.all<{ quick_check: string }>('PRAGMA quick_check(1)');
  if (check?.quick_check !== 'ok') throw new Error('the read models are damaged');
  db.run(`CREATE TABLE IF NOT EXISTS projection (name TEXT PRIMARY KEY, version INTEGER NOT NULL, position TEXT)`);
  for (const projection of projections) db.transaction(() => renew(projection));

  /** Makes the tables of a projection that is new or of another version. */
  function renew({ name, version, tables }: Projection<never>): void {
    if (db.get('SELECT 1 FROM projection WHERE name = ? AND version = ?', name, version)) return;
    const old = db.all<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND (name = ? OR name GLOB ? || '_*') AND sql NOT NULL`,
      name,
      name,
    );
    // The shadow tables of a full-text index go with it.
    for (const table of old) database.exec(`DROP TABLE IF EXISTS ${table.name}`);
    for (const sql of tables) database.exec(sql);
    db.run('INSERT OR REPLACE INTO projection (name, version, position) VALUES (?, ?, NULL)', name, version);
  }

  const positions = new Map<string, string | null>();
  const readPositions = () => {
    for (const { name, position } of db.all<{ name: string; position: string | null }>(
      'SELECT name, position FROM projection',
    ))
      positions.set(name, position);
  };
  readPositions();

  function project<Row>(projection: Projection<Row>, events: readonly RecordedKeyEvent[]): void {
    const seen = positions.get(projection.name) ?? '';
    const rows = new Map<string, { before: Row | undefined; now: Row }>();
    for (const event of events) {
      if (event.position <= seen) continue;
      const id = projection.rowId(event);
      const known = rows.get(id);
      const before = known ? known.before : projection.load?.(db, id);
      rows.set(id, { before, now: projection.fold(known ? known.now : before, event) });
    }
    for (const { before, now } of rows.values()) projection.save(db, now, before);
  }

  return {
    db,
    checkpoint() {
      const all = projections.map(({ name }) => positions.get(name) ?? undefined);
      return all.includes(undefined) ? undefined : all.sort()[0];
    },
    apply(events) {
      const last = events.at(-1)?.position;
      if (last === undefined) return;
      try {
        db.transaction(() => {
          for (const projection of projections) {
            project(projection, events);
            const { name } = projection; // and of no other: one that comes back later has not seen these
            db.run('UPDATE projection SET position = ?1 WHERE name = ?2 AND coalesce(position < ?1, 1)', last, name);
          }
        });
      } finally {
        readPositions();
      }
    },
    reset() {
      db.run('UPDATE projection SET version = -1');
      for (const projection of projections) db.transaction(() => renew(projection));
      readPositions();
    },
    close: () => database.close(),
  };
}
