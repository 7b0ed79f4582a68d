import type { Fault } from '../threads/messages.js';
import { resultCodeOf } from './result-code.js';

/** What may cross to another thread, and into a log line: SQLite's messages name tables and columns, never values. */
export function faultOf(error: unknown): Fault {
  const { name, message } =
    error instanceof Error ? error : { name: 'Error', message: 'A thread of the store failed.' };
  return { name, message, resultCode: resultCodeOf(error) };
}
