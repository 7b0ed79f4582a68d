/** Keys that were not used since then. */
export interface Unused {
  /** ISO 8601 UTC: a younger key had no time to be. */
  createdBefore: string;
  usedIds: readonly string[];
}

/** The same as SQL conditions, each with the value of its parameter. */
export const unusedKeys = ({ createdBefore, usedIds }: Unused): [sql: string, value: string][] => [
  ['created_at < ?', createdBefore],
  ['id NOT IN (SELECT value FROM json_each(?))', JSON.stringify(usedIds)],
];
