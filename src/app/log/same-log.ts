import type { Position } from './event-store.js';

/** The position belongs to another log, or the text is no position. */
export class ForeignPosition extends Error {
  override name = 'ForeignPosition';
  constructor() {
    super('The position is not one of this log.');
  }
}

/** The position has this log's id and lies beyond its end: the log has lost events, or the caller invented the position. */
export class PositionBeyondLog extends ForeignPosition {
  override name = 'PositionBeyondLog';
}

const form = /^([0-9a-f]+)_[0-9a-f]+$/;

/** Throws `ForeignPosition` unless both positions belong to one log. */
export function sameLog(known: Position, position: Position): Position {
  const log = form.exec(known)?.[1];
  if (position.length !== known.length || form.exec(position)?.[1] !== log) throw new ForeignPosition();
  return position;
}
