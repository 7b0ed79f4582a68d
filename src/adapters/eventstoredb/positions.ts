import { type Position } from '../../app/log/event-store.js';
import { ForeignPosition } from '../../app/log/same-log.js';

/** A place in `$all`: both numbers are needed to go on from it. */
export interface AllPosition {
  commit: bigint;
  prepare: bigint;
}

const FORM = /^([0-9a-f]{12})_([0-9a-f]{16})([0-9a-f]{16})$/;
/** The server counts in signed 64-bit integers: what is beyond is a fault of somebody's. */
const LIMIT = 1n << 63n;

/** Is it one that a server gives: from 0, below 2^63, and prepared before it was committed? */
export const isAllPosition = ({ commit, prepare }: AllPosition) => prepare >= 0n && prepare <= commit && commit < LIMIT;

const hex = (number: bigint) => number.toString(16).padStart(16, '0');

/** Positions of the log with this id: `<12 hex log id>_<16 hex commit><16 hex prepare>`, so that they compare as text. */
export function positionsOf(logId: string) {
  return {
    /** Throws a RangeError for what no server gives. */
    at(allPosition: AllPosition): Position {
      if (!isAllPosition(allPosition)) throw new RangeError('The event store gave a position that there cannot be.');
      return `${logId}_${hex(allPosition.commit)}${hex(allPosition.prepare)}`;
    },
    /** Throws `ForeignPosition` for another log's, and for what is no position. */
    allPositionOf(position: Position): AllPosition {
      const [, log, commit, prepare] = FORM.exec(position) ?? [];
      const allPosition = { commit: BigInt(`0x${commit ?? 0}`), prepare: BigInt(`0x${prepare ?? 0}`) };
      if (log !== logId || !isAllPosition(allPosition)) throw new ForeignPosition();
      return allPosition;
    },
  };
}

export type Positions = ReturnType<typeof positionsOf>;

/** As on the server: by commit, then by prepare. */
export const isAfter = (one: AllPosition, other: AllPosition) =>
  one.commit > other.commit || (one.commit === other.commit && one.prepare > other.prepare);
