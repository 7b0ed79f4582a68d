/** Some 2 KiB each. Whoever asks about more clients within a second than that reads them from the file. */
const MAX_ROWS = 10_000;
/** Milliseconds. */
const MAX_AGE_MS = 1_000;

/**
 * Rows as they were read and checked, by SQL text and id, until `forget` is called: with every write of this process. What
 * changes them from elsewhere (a bit that flips on the disk, another program) is noticed by the next reading of the file, a
 * second later at most; until then the row is what the server wrote, and so is an answer by it. `now` is in milliseconds.
 */
export function rememberedRows(now: () => number = () => performance.now()) {
  const bySql = new Map<string, Map<string, unknown>>();
  let since = now();
  let count = 0;
  const counts = { remembered: 0, read: 0 };

  function forget(): void {
    if (count > 0) bySql.clear();
    count = 0;
  }

  return {
    forget,
    /** Rows since the start, by where they came from. */
    counts: () => counts,
    /** The row of this id, which is read unless it is remembered. One that is not there is not remembered: strangers ask for those. */
    row<Row>(sql: string, id: string, read: () => Row | undefined): Row | undefined {
      const at = now();
      if (at - since >= MAX_AGE_MS || count >= MAX_ROWS) {
        forget();
        since = at;
      }
      const known = bySql.get(sql)?.get(id);
      if (known !== undefined) {
        counts.remembered++;
        return known as Row;
      }
      counts.read++;
      const row = read();
      if (row === undefined) return undefined;
      const rows = bySql.get(sql) ?? new Map<string, unknown>();
      bySql.set(sql, rows.set(id, row));
      count++;
      return row;
    },
  };
}
