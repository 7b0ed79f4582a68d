import type { SqlValue } from '../../src/app/views/views.js';
import { foldCase } from './fold-case.js';

/** SQL: has the key this text in its name? Finds three characters or more by trigram; searches all names of the account for fewer, which have no trigram. */
export function nameContains(account: string | null, text: string): [sql: string, ...values: SqlValue[]] {
  const needle = foldCase(text.normalize('NFC'));
  if ([...needle].length < 3) return ['instr(name, ?) > 0', needle];
  const phrase = (words: string) => `"${words.replaceAll('"', '""')}"`;
  const inAccount = account === null || [...account].length < 3 ? '' : `account : ${phrase(account)} AND `;
  return [
    'number IN (SELECT rowid FROM key_details_text WHERE key_details_text MATCH ?)',
    `${inAccount}name : ${phrase(needle)}`,
  ];
}
