import { crc32 } from 'node:zlib';
import { ViewsDamaged, ViewsUnavailable, type SqlValue, type ViewDatabase } from '../../../app/views/views.js';
import { prepare, type Database, type Statement } from '../database/driver.js';
import { mayPass, resultCodeOf } from '../database/result-code.js';
import { lastingTransaction, transaction } from '../database/transaction.js';
import { rememberedRows } from './remembered-rows.js';

export interface TransactionalDatabase extends ViewDatabase {
  /** All of it or nothing. */
  transaction(work: () => void): void;
  /** A transaction during which the event loop turns. Reads meanwhile see uncommitted rows. */
  lastingTransaction(work: () => Promise<void>): Promise<void>;
}

interface Checksummed {
  /** A flip in the header of a record makes it a blob of the same bytes. */
  row: string | Uint8Array;
  checksum: number;
}

/** Reads and writes by SQL text; each text is prepared once. The number of different texts is small: no value is ever part of one. */
export function viewDatabase(database: Database, onDamage: (error: ViewsDamaged) => void): TransactionalDatabase {
  const statements = new Map<string, Statement<SqlValue[], unknown>>();
  const remembered = rememberedRows();
  function statement(sql: string): Statement<SqlValue[], unknown> {
    const known = statements.get(sql);
    if (known) return known;
    const prepared = prepare<SqlValue[], unknown>(database, sql);
    statements.set(sql, prepared);
    return prepared;
  }
  function verified<Value>({ row, checksum }: Checksummed): Value {
    if (typeof row === 'string' && crc32(row) === checksum) return JSON.parse(row) as Value;
    throw damage();
  }
  function damage(): ViewsDamaged {
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
      throw saysMalformed(error) ? damage() : error;
    }
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
        telling(() => transaction(database, work));
      } finally {
        remembered.forget(); // the work may have written otherwise than by `run`, and may have been rolled back
      }
    },
    lastingTransaction: (work) => lastingTransaction(database, work).catch(tell).finally(remembered.forget),
  };
}

/** SQLite's words for a text that its JSON functions cannot read; the code is the one of everything generic. */
const saysMalformed = (error: unknown) =>
  typeof error === 'object' && error !== null && 'message' in error && error.message === 'malformed JSON';

function telling<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    return tell(error);
  }
}

/** Tells a fault that may pass from one that stays. */
function tell(error: unknown): never {
  if (!mayPass(error)) throw error;
  const message = `The views cannot be read or written now (SQLite result code ${resultCodeOf(error)}).`;
  throw new ViewsUnavailable(message, { cause: error });
}
