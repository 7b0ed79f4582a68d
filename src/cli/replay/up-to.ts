import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import { CannotDo } from '../terminal/cannot-do.js';

/** Where in the life of a key to stop; at its end without either. */
export interface Until {
  /** A revision, from 0. */
  revision?: string;
  /** A moment, ISO 8601 with its distance from UTC. */
  at?: string;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Throws `CannotDo` when the key was not there then. */
export function upTo({ revision, at }: Until, events: readonly RecordedKeyEvent[]): readonly RecordedKeyEvent[] {
  if (revision !== undefined && at !== undefined) throw new CannotDo('--revision or --at, not both.');
  if (revision !== undefined) return upToRevision(revision, events);
  if (at !== undefined) return upToMoment(at, events);
  return events;
}

function upToRevision(revision: string, events: readonly RecordedKeyEvent[]) {
  if (!/^\d{1,9}$/.test(revision)) throw new CannotDo('--revision is a number from 0.');
  if (Number(revision) >= events.length)
    throw new CannotDo(`The key has no such revision; its last one is ${events.length - 1}.`);
  return events.slice(0, Number(revision) + 1);
}

/** To the last event recorded by then: a clock that was set back leaves an event between others. */
function upToMoment(at: string, events: readonly RecordedKeyEvent[]) {
  const moment = MOMENT.test(at) ? Date.parse(at) : NaN;
  if (Number.isNaN(moment)) throw new CannotDo('--at is a time such as 2026-11-23T02:14:00Z.');
  const last = events.findLastIndex(({ metadata }) => Date.parse(metadata.recordedAt) <= moment);
  if (last < 0) throw new CannotDo('The key had not been created by then.');
  return events.slice(0, last + 1);
}
