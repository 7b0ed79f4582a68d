/** The values that a row is sorted by; the last one is unique, so that a page can start after any row. */
export type SortKey = readonly (string | number)[];

export interface PageRequest {
  /** The page starts after this row in the requested order; null: at the first row. */
  from: SortKey | null;
  descending: boolean;
  limit: number;
}

export interface Page<Value> {
  rows: { value: Value; key: SortKey }[];
  /** Are there rows after these? */
  more: boolean;
}
