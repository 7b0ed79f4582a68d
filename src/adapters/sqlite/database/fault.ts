import { isDiskFault, resultCodeOf } from './result-code.js';

/** An error on its way between threads, where classes and native properties are lost. */
export interface Fault {
  name: string;
  message: string;
  resultCode: number | undefined;
}

/** What may cross to another thread, and into a log line: SQLite's messages name tables and columns, never values. */
export function faultOf(error: unknown): Fault {
  const { name, message } =
    error instanceof Error ? error : { name: 'Error', message: 'A thread of the store failed.' };
  return { name, message, resultCode: resultCodeOf(error) };
}

/** What cannot be done now (a full disk, a lock) can be tried again; but a broken disk ends everything: that is thrown. */
export function unlessDiskFails<Result, Otherwise>(
  work: () => Result,
  otherwise: (fault: Fault) => Otherwise,
): Result | Otherwise {
  try {
    return work();
  } catch (error) {
    if (isDiskFault(error)) throw error;
    return otherwise(faultOf(error));
  }
}
