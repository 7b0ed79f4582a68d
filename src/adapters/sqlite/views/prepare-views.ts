import type { Projection } from '../../../app/views/views.js';
import { checkBoot } from './boot.js';
import type { TransactionalDatabase } from './transactional-database.js';
import { PASSED_TABLE, passedOf, savePassed } from './view-positions.js';
import { recordViewSchema, verifyViewSchema } from './view-schema.js';

/** Wait for another process that reads the file. Short: the event loop waits as well. */
const BUSY_TIMEOUT_MS = 200;
const settings = [
  `busy_timeout = ${BUSY_TIMEOUT_MS}`,
  'synchronous = OFF',
  'journal_mode = WAL',
  'cache_size = -65536',
];

/** Makes what is missing in the file. Throws when it is damaged, as far as can be told without reading all of it, or of another boot. */
export function prepareViews(db: TransactionalDatabase, projections: readonly Projection<never>[], boot: string): void {
  for (const setting of settings) db.get(`PRAGMA ${setting}`);
  verifyViewSchema(db);
  checkBoot(db, boot);
  db.run(PASSED_TABLE);
  passedOf(db); // throws when one of them is damaged
  for (const projection of projections) if (!isPresent(db, projection)) db.transaction(() => renew(db, projection));
  recordViewSchema(db);
}

const isPresent = (db: TransactionalDatabase, { name, version }: Projection<never>): boolean =>
  db.get('SELECT 1 FROM projection WHERE name = ? AND version = ?', name, version) !== undefined;

/** Makes the tables of a projection that is new, of another version, or to be forgotten. */
export function renew(db: TransactionalDatabase, projection: Projection<never>): void {
  const { name, tables } = projection;
  const old = db.all<{ name: string }>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND (name = ? OR name GLOB ? || '_*') AND sql NOT NULL`,
    ...[name, name],
  );
  // The shadow tables of a full-text index go with it.
  const drops = old.map((table) => `DROP TABLE IF EXISTS ${table.name}`);
  for (const sql of [...drops, ...tables]) db.exec(sql);
  savePassed(db, projection, { position: null, lastEvent: null });
}
