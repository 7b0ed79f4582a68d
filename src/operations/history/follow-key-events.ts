import { keyHistory } from '../../../projections/key-history/index.js';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import { BadArgument } from '../../app/errors/bad-argument.js';
import type { Position } from '../../app/log/event-store.js';
import { sameLog } from '../../app/log/same-log.js';
import type { Asking } from '../asking.js';
import { followHistory } from './follow-history.js';

/** Every position is greater. */
const BEFORE_ALL: Position = '';

export interface WhereToBegin {
  /** The position of the last event that the caller has. */
  after?: Position | null | undefined;
  /** Where to begin without a position. */
  from: 'NOW' | 'BEGINNING';
}

/** Events of the caller's keys, as `followHistory` tells them. */
export async function followKeyEvents(
  asking: Asking,
  { after, from }: WhereToBegin,
): Promise<AsyncIterableIterator<HistoryEntry>> {
  if (from === 'BEGINNING' && after != null) throw new BadArgument('Give `after`, or `from: BEGINNING`, and not both.');
  await asking.reads.ready(keyHistory.name, null);
  const known = await asking.origin();
  const now = asking.projector.state(keyHistory.name).position ?? known;
  const start = from === 'BEGINNING' ? BEFORE_ALL : after == null ? now : sameLog(known, after);
  return followHistory(asking, { start });
}
