import { join } from 'node:path';
import type { Projection, Views, ViewsDamaged } from '../../../app/views/views.js';
import { openDatabase, type Database } from '../database/driver.js';
import { removeViews } from './remove-views.js';
import { viewDatabase } from './view-database.js';
import { viewGroup } from './view-group.js';
import { PASSED_TABLE, passedOf, savePassed, VIEWS_FILE } from './view-positions.js';
import { recordViewSchema, verifyViewSchema } from './view-schema.js';
import { bootId, checkBoot } from './boot.js';

/** Wait for another process that reads the file. Short: the event loop waits as well. */
const BUSY_TIMEOUT_MS = 200;
const settings = [
  `busy_timeout = ${BUSY_TIMEOUT_MS}`,
  'synchronous = OFF',
  'journal_mode = WAL',
  'cache_size = -65536',
];

/**
 * The read models in a file of their own. It can be made again from the log at any time, so it is never fsynced (which
 * would stop the event loop), and one that is damaged, or of another boot of the machine, is thrown away.
 */
export function openViews(dataDirectory: string, projections: readonly Projection<never>[], boot = bootId()): Views {
  const path = join(dataDirectory, VIEWS_FILE);
  const open = () => {
    const database = openDatabase(path);
    try {
      return prepareViews(database, projections, boot);
    } catch (error) {
      database.close();
      throw error;
    }
  };
  try {
    return open();
  } catch {
    removeViews(dataDirectory);
    return open();
  }
}

function prepareViews(database: Database, projections: readonly Projection<never>[], boot: string): Views {
  let tellDamage: (error: ViewsDamaged) => void = () => undefined;
  const db = viewDatabase(database, (error) => tellDamage(error));
  for (const setting of settings) db.get(`PRAGMA ${setting}`);
  verifyViewSchema(db);
  checkBoot(db, boot);
  const [check] = db.all<{ integrity_check: string }>('PRAGMA integrity_check(1)');
  if (check?.integrity_check !== 'ok') throw new Error('the read models are damaged');
  db.run(PASSED_TABLE);
  passedOf(db); // throws when one of them is damaged
  for (const projection of projections) if (!isPresent(projection)) db.transaction(() => renew(projection));
  recordViewSchema(db);

  function isPresent({ name, version }: Projection<never>): boolean {
    return db.get('SELECT 1 FROM projection WHERE name = ? AND version = ?', name, version) !== undefined;
  }

  /** Makes the tables of a projection that is new, of another version, or to be forgotten. */
  function renew(projection: Projection<never>): void {
    const { name, tables } = projection;
    const old = db.all<{ name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND (name = ? OR name GLOB ? || '_*') AND sql NOT NULL`,
      ...[name, name],
    );
    // The shadow tables of a full-text index go with it.
    const drops = old.map((table) => `DROP TABLE IF EXISTS ${table.name}`);
    for (const sql of [...drops, ...tables]) database.exec(sql);
    savePassed(db, projection, { position: null, lastEvent: null });
  }

  return {
    ...viewGroup(db, projections, { alone: true }),
    db,
    groups() {
      const passed = passedOf(db);
      const positionOf = ({ name }: Projection<never>) => passed.get(name)?.position ?? '';
      const furthest = projections.map(positionOf).sort().at(-1);
      const leading = projections.filter((projection) => positionOf(projection) === furthest);
      const behind = projections.filter((projection) => positionOf(projection) !== furthest);
      const groups = [leading, behind].filter(({ length }) => length > 0);
      return groups.map((group) => viewGroup(db, group, { alone: groups.length === 1 }));
    },
    onDamage: (tell) => void (tellDamage = tell),
    reset: () => db.transaction(() => projections.forEach(renew)),
    close: () => database.close(),
  };
}
