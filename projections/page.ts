/** Values that a row is sorted by, the last of them unique: where a page starts. */
export type SortKey = readonly (string | number)[];

export interface PageRequest {
  /** Rows strictly after this one in the wanted order; from the first without it. */
  from: SortKey | null;
  descending: boolean;
  limit: number;
}

export interface Page<Value> {
  rows: { value: Value; key: SortKey }[];
  /** Are there rows after these? */
  more: boolean;
}
