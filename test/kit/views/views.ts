import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeAfterwards } from '../close-afterwards.js';
import { projections as every } from '../../../projections/index.js';
import { openViews, type CheckedViews } from '../../../src/adapters/sqlite/views/views.js';
import type { Projection, ViewDatabase } from '../../../src/app/views/views.js';

/** A directory that is gone after the test. */
export function aDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'keyledger-views-'));
  closeAfterwards(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Views on a real file, closed and removed after the test. */
export function someViews(
  directory = aDirectory(),
  projections: readonly Projection<never>[] = every,
  boot = 'this boot',
): CheckedViews {
  const views = openViews(directory, projections, boot);
  closeAfterwards(() => {
    try {
      views.close();
    } catch {
      // the test has closed them itself
    }
  });
  return views;
}

const quoted = (name: string) => `"${name}"`;

/** Every row of every table that is not an index's own, as text; rows in an order that is theirs alone. */
export function dump(db: ViewDatabase, leaveOut: RegExp = /^$/): Record<string, string[]> {
  const tables = db.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`);
  const kept = tables.map(({ name }) => name).filter((name) => !leaveOut.test(name));
  return Object.fromEntries(
    kept.map((name) => {
      const columns = db
        .all<{ name: string }>(`SELECT name FROM pragma_table_info(?)`, name)
        .map((column) => column.name);
      const texts = columns.map((column) => `quote(${quoted(column)})`).join(` || ', ' || `);
      const rows = db.all<{ text: string }>(`SELECT ${texts} AS text FROM ${quoted(name)}`).map(({ text }) => text);
      return [name, rows.sort()];
    }),
  );
}
