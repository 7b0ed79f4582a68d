import type { Interval, Item, Subject, Validity } from '../../src/domain/validity/validity.js';

/** A key with those of its subjects that another event may change, each with its last interval; the rest is in rows that stay. */
export interface KeyValidity extends Validity {
  keyId: string;
  /** Undefined for a key that has no rows yet. */
  stored?: Stored;
}

interface Stored {
  /** Of the key. */
  number: number;
  /** Of each of the subjects, in their order. */
  places: readonly Place[];
}

export interface Place {
  /** The how manieth subject of its key, from 0. */
  nth: number;
  /** The how manieth interval of the subject the first one in memory is, from 0. */
  first: number;
}

/** One row of `validity_key`. */
export interface KeyRow extends Omit<Validity, 'subjects'> {
  number: number;
}

/** One row of `validity`: an interval, or a subject that has never counted. */
export interface SubjectRow extends Subject {
  integratorKeyId: string;
  nth: number;
  /** The how manieth interval of the subject, from 0. */
  n: number;
  interval: Interval | null;
  /** In the last row of a subject alone, so that no other is written again. */
  item: Item | null;
}

/** An interval as it is listed. */
export interface IntervalRow extends Subject, Interval {
  integratorKeyId: string;
}

const fields = ['integratorKeyId', 'nth', 'n', 'kind', 'id', 'environment', 'label', 'interval', 'item'] as const;
const intervalFields = ['from', 'to', 'openedBy', 'closedBy'] as const;

/** A row is an array, because field names would double its size. */
export type TextRow = readonly unknown[];

export const textRowOf = (row: SubjectRow): TextRow =>
  fields.map((field) =>
    field === 'interval' ? row.interval && intervalFields.map((of) => row.interval?.[of]) : row[field],
  );

const named = (names: readonly string[], values: readonly unknown[]) =>
  Object.fromEntries(names.map((name, index) => [name, values[index]]));

export function subjectRowIn(text: TextRow): SubjectRow {
  const row = named(fields, text) as unknown as SubjectRow & { interval: readonly unknown[] | null };
  return { ...row, interval: row.interval && (named(intervalFields, row.interval) as unknown as Interval) };
}

/**
 * The time of the last event that may change a subject: null without an end. A removed redirect URI may come back in the
 * millisecond in which it went; later it begins anew.
 */
export function lastsOf(item: Item | null, last: Interval | null): string | null {
  if (!item) return last?.to ?? '';
  if (!('status' in item)) return null;
  return item.status === 'REVOKED' ? '' : item.expiresAt;
}
