import { Refusal } from '../../domain/refusal/refusal.js';
import type { Position } from '../log/event-store.js';
import { ForeignPosition, sameLog } from '../log/same-log.js';

/** Refuses a position that the log does not have yet, or never. */
export function positionInLog(head: Position, position: Position): Position {
  try {
    if (sameLog(head, position) <= head) return position;
  } catch (error) {
    if (!(error instanceof ForeignPosition)) throw error;
  }
  throw new Refusal('WEBHOOK_POSITION_INVALID', ['from']);
}
