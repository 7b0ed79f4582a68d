import type { DatabaseSyncInstance, SqliteModule } from '@photostructure/sqlite';

/** Node 22.13 to 22.15 cannot say whether a transaction is open: one that failed would stay so, and end all writing. */
const isComplete = (module: SqliteModule | undefined): module is SqliteModule =>
  module !== undefined && 'isTransaction' in module.DatabaseSync.prototype;

const builtIn = process.getBuiltinModule?.('node:sqlite') as SqliteModule | undefined;

/** Built into Node where there is a whole `node:sqlite`; a package with the same API where there is not (Node 20). */
const { DatabaseSync } = isComplete(builtIn) ? builtIn : await import('@photostructure/sqlite');

export type Database = DatabaseSyncInstance;

/** What SQLite can hold. Not here on purpose: booleans and objects, which the drivers refuse or silently turn into NULL. */
export type Bindable = null | number | bigint | string | Uint8Array;

export interface Statement<Values extends readonly Bindable[], Row> {
  run(...values: Values): void;
  get(...values: Values): Row | undefined;
  all(...values: Values): Row[];
}

/** Opens the file, and makes it unless `readOnly`. Errors carry `errcode` (see `resultCodeOf`). */
export function openDatabase(path: string, { readOnly = false } = {}): Database {
  return new DatabaseSync(path, { readOnly });
}

/** A statement with the types of its values and rows. Binding a text with a NUL is a TypeError: a driver cuts it there. */
export function prepare<Values extends readonly Bindable[], Row = never>(
  database: Database,
  sql: string,
): Statement<Values, Row> {
  const statement = database.prepare(sql);
  return {
    run: (...values) => void statement.run(...uncut(values)),
    get: (...values) => statement.get(...uncut(values)) as Row | undefined,
    all: (...values) => statement.all(...uncut(values)) as Row[],
  };
}

function uncut<Values extends readonly Bindable[]>(values: Values): Values {
  for (const value of values) {
    if (typeof value === 'string' && value.includes('\0'))
      throw new TypeError('A text for SQLite has a NUL character.');
  }
  return values;
}
