import { crc32 } from 'node:zlib';
import { ViewsDamaged, ViewsUnavailable, type SqlValue } from '../../../app/views/views.js';
import { prepare, type Database, type Statement } from '../database/driver.js';
import { mayPass, resultCodeOf, saysDamage } from '../database/result-code.js';
import { lastingTransaction, transaction } from '../database/transaction.js';
import { rememberedRows } from './remembered-rows.js';
import type { TransactionalDatabase } from './transactional-database.js';

interface Checksummed {
  /** A flip in the header of a record makes it a blob of the same bytes. */
  row: string | Uint8Array;
  checksum: number;
}

/** Reads and writes by SQL text; each text is prepared once. The number of different texts is small: no value is ever part of one. */
export function viewDatabase(first: Database, onDamage: (error: ViewsDamaged) => void): TransactionalDatabase {
  const statements = new Map<string, Statement<SqlValue[], unknown>>();
  const remembered = rememberedRows();
  let database: Database | undefined = first;
  let isBroken = false;
  const opened = () => {
    if (database === undefined) throw new ViewsUnavailable('The views are being made anew.');
    return database;
  };
  function statement(sql: string): Statement<SqlValue[], unknown> {
    const known = statements.get(sql);
    if (known) return known;
    const prepared = prepare<SqlValue[], unknown>(opened(), sql);
    statements.set(sql, prepared);
    return prepared;
  }
  function verified<Value>({ row, checksum }: Checksummed): Value {
    if (typeof row === 'string' && crc32(row) === checksum) return JSON.parse(row) as Value;
    throw damaged();
  }
  function damaged(): ViewsDamaged {
    const error = new ViewsDamaged('A row of the views is not what was written; they are built again.');
    remembered.forget();
    onDamage(error);
    return error;
  }
  /** SQL conditions read rows before their checksums are verified. */
  function query<Result>(work: () => Result): Result {
    try {
      return telling(work);
    } catch (error) {
      throw saysMalformed(error) ? damaged() : error;
    }
  }
  function telling<Result>(work: () => Result): Result {
    try {
      return work();
    } catch (error) {
      tell(error);
    }
  }
  /** Tells a fault that may pass from one that stays, and from pages that contradict each other. */
  function tell(error: unknown): never {
    throw saysDamage(resultCodeOf(error)) ? broken() : mayPass(error) ? unavailable(error) : error;
  }
  function broken(): ViewsDamaged {
    isBroken = true;
    return damaged();
  }
  function close(): void {
    statements.clear();
    remembered.forget();
    database?.close();
    database = undefined;
  }
  function value<Value>(sql: string, ...values: SqlValue[]): Value | undefined {
    const found = query(() => statement(sql).get(...values) as Checksummed | undefined);
    return found && verified<Value>(found);
  }
  return {
    value,
    rowCounts: remembered.counts,
    remembered: <Value>(sql: string, id: string) => remembered.row(sql, id, () => value<Value>(sql, id)),
    values: <Value>(sql: string, ...values: SqlValue[]) =>
      query(() => statement(sql).all(...values) as Checksummed[]).map(verified<Value>),
    get: <Row>(sql: string, ...values: SqlValue[]) => query(() => statement(sql).get(...values) as Row | undefined),
    all: <Row>(sql: string, ...values: SqlValue[]) => query(() => statement(sql).all(...values) as Row[]),
    run(sql, ...values) {
      remembered.forget();
      telling(() => statement(sql).run(...values));
    },
    transaction(work) {
      try {
        telling(() => transaction(opened(), work));
      } finally {
        remembered.forget(); // the work may have written otherwise than by `run`, and may have been rolled back
      }
    },
    lastingTransaction: (work) => lastingTransaction(opened(), work).catch(tell).finally(remembered.forget),
    exec: (sql) => telling(() => opened().exec(sql)),
    damaged,
    broken,
    isBroken: () => isBroken,
    replace(open, prepareIt) {
      close(); // first: the last connection to a file removes its write-ahead log by name, which would be that of the next
      database = telling(open);
      prepareIt();
      isBroken = false;
    },
    close,
  };
}

const unavailable = (cause: unknown) =>
  new ViewsUnavailable(`The views cannot be read or written now (SQLite result code ${resultCodeOf(cause)}).`, {
    cause,
  });

/** SQLite's words for a text that its JSON functions cannot read; the code is the one of everything generic. */
const saysMalformed = (error: unknown) =>
  typeof error === 'object' && error !== null && 'message' in error && error.message === 'malformed JSON';
