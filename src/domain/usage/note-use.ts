import { dayOf } from './days.js';
import { mergeTally } from './merge-tallies.js';
import { roundDown } from './round-down.js';
import type { Tallies, Tally } from './tally.js';

export type Use = Pick<Tally, 'clientId' | 'subjectId' | 'kind'>;

/** Counts one use, `atMs` in milliseconds since 1970. */
export function noteUse(tallies: Tallies, { clientId, subjectId, kind }: Use, atMs: number): void {
  mergeTally(tallies, { clientId, subjectId, kind, lastAt: roundDown(atMs), days: { [dayOf(atMs)]: 1 } });
}
