import { mayChangeUntil } from '../../src/domain/validity/may-change-until.js';
import type { Interval, Item, Subject, Validity, ValidityKind } from '../../src/domain/validity/validity.js';
import type { Environment } from '../../src/domain/values/environment.js';

/** A key with those of its subjects that another event may change, each with its last interval; the rest is in rows that stay. */
export interface KeyValidity {
  keyId: string;
  validity: Validity;
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

/** A row is an array, because field names would double its size. */
export type TextRow = readonly [
  ...subject: [keyId: string, nth: number, n: number, ValidityKind, id: string, Environment, label: string],
  interval: readonly [from: string, to: string | null, openedBy: string | null, closedBy: string | null] | null,
  item: Item | null,
];

export function textRowOf({
  integratorKeyId,
  nth,
  n,
  kind,
  id,
  environment,
  label,
  interval,
  item,
}: SubjectRow): TextRow {
  const times = interval && ([interval.from, interval.to, interval.openedBy, interval.closedBy] as const);
  return [integratorKeyId, nth, n, kind, id, environment, label, times, item];
}

export function subjectRowIn([
  integratorKeyId,
  nth,
  n,
  kind,
  id,
  environment,
  label,
  times,
  item,
]: TextRow): SubjectRow {
  const interval = times && { from: times[0], to: times[1], openedBy: times[2], closedBy: times[3] };
  return { integratorKeyId, nth, n, kind, id, environment, label, interval, item };
}

/**
 * The time of the last event that may change a subject: null without an end. A removed redirect URI may come back in the
 * millisecond in which it went; later it begins anew.
 */
export function lastsOf(item: Item | null, last: Interval | null): string | null {
  if (!item) return last?.to ?? '';
  if (!('status' in item)) return null;
  return mayChangeUntil(item);
}
