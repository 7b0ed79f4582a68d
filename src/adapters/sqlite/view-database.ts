import type { SqlValue, ViewDatabase } from '../../app/views.js';
import { prepare, type Database, type Statement } from './driver.js';

export interface TransactionalDatabase extends ViewDatabase {
  /** All of it or nothing. */
  transaction(work: () => void): void;
}

/** Reads and writes by SQL text; each text is prepared once. The number of different texts is small: no value is ever part of one. */
export function viewDatabase(database: Database): TransactionalDatabase {
  const statements = new Map<string, Statement<SqlValue[], unknown>>();
  function statement(sql: string): Statement<SqlValue[], unknown> {
    const known = statements.get(sql) ?? prepare<SqlValue[], unknown>(database, sql);
    statements.set(sql, known);
    return known;
  }
  return {
    get: <Row>(sql: string, ...values: SqlValue[]) => statement(sql).get(...values) as Row | undefined,
    all: <Row>(sql: string, ...values: SqlValue[]) => statement(sql).all(...values) as Row[],
    run: (sql, ...values) => statement(sql).run(...values),
    transaction(work) {
      database.exec('BEGIN IMMEDIATE');
      try {
        work();
        database.exec('COMMIT');
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK'); // a full disk has rolled back already
        throw error;
      }
    },
  };
}
