import { type Position } from '../../../app/log/event-store.js';
import { ForeignPosition } from '../../../app/log/same-log.js';

const FORM = /^([0-9a-f]{12})_([0-9a-f]{16})$/;

/** Positions of the log with this id: `<12 hex log id>_<16 hex sequence>`, so that they compare as text. */
export function positionsOf(logId: string) {
  return {
    at: (sequence: number): Position => `${logId}_${sequence.toString(16).padStart(16, '0')}`,
    /** Throws `ForeignPosition` for another log's, and for what is no position. No position is the beginning: 0. */
    sequenceOf(position: Position | undefined): number {
      if (position === undefined) return 0;
      const [, log, hex] = FORM.exec(position) ?? [];
      const sequence = Number(`0x${hex}`);
      if (log !== logId || !Number.isSafeInteger(sequence)) throw new ForeignPosition();
      return sequence;
    },
  };
}

export type Positions = ReturnType<typeof positionsOf>;
