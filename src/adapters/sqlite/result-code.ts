/** SQLite's primary result codes that mean something of their own here (https://sqlite.org/rescode.html). */
const BUSY = 5;
const IOERR = 10;

/** The extended result code of an SQLite error, if it is one. Not by `instanceof`: that fails across realms. */
export function resultCodeOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('errcode' in error)) return undefined;
  return typeof error.errcode === 'number' ? error.errcode : undefined;
}

const primary = (error: unknown) => (resultCodeOf(error) ?? 0) & 0xff;

/** Somebody else has the lock. */
export const isBusy = (error: unknown) => primary(error) === BUSY;

/** The disk failed. SQLite would go on after a failed fsync; what is on the disk is then anybody's guess. */
export const isDiskFault = (error: unknown) => primary(error) === IOERR;
