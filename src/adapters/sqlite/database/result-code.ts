/** SQLite's primary result codes that mean something of their own here (https://sqlite.org/rescode.html). */
const ERROR = 1;
const BUSY = 5;
const LOCKED = 6;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const NOTADB = 26;

/** The words of sqlite3_errstr: of what `all` throws, the driver of Node 20 tells nothing else. */
const words = new Map<unknown, number>([
  ['database is locked', BUSY],
  ['database table is locked', LOCKED],
  ['disk I/O error', IOERR],
  ['database or disk is full', FULL],
  ['database disk image is malformed', CORRUPT],
  ['file is not a database', NOTADB],
]);

/** The extended result code of an SQLite error, if it is one. Not by `instanceof`: that fails across realms. */
export function resultCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('errcode' in error) return typeof error.errcode === 'number' ? error.errcode : undefined;
  const isNamed = 'code' in error && error.code === 'ERR_SQLITE_ERROR' && 'message' in error;
  return isNamed ? words.get(error.message) : undefined;
}

const primary = (error: unknown) => (resultCodeOf(error) ?? 0) & 0xff;

/** A statement that SQLite does not understand, or a file that it does not. */
export const isGeneric = (error: unknown) => primary(error) === ERROR;

/** Another connection has the lock. */
export const isBusy = (error: unknown) => primary(error) === BUSY;

/** The disk failed. SQLite would go on after a failed fsync; the content of the disk is then unknown. */
export const isDiskFault = (error: unknown) => primary(error) === IOERR;

/** Another connection has the lock, the disk is full or does not answer. Not a damaged file: that one stays damaged. */
export const mayPass = (error: unknown) => [BUSY, LOCKED, IOERR, FULL].includes(primary(error));

/** The file is no database, or its pages contradict each other. */
export const saysDamage = (resultCode = 0) => [CORRUPT, NOTADB].includes(resultCode & 0xff);

export const saysFull = (resultCode = 0) => (resultCode & 0xff) === FULL;
