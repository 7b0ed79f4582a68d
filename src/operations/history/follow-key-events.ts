import { keyHistory } from '../../../projections/key-history/index.js';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import { ownerOf } from '../../../projections/key-history/list.js';
import { BadArgument } from '../../app/errors/bad-argument.js';
import type { Position } from '../../app/log/event-store.js';
import { sameLog } from '../../app/log/same-log.js';
import type { Asking } from '../asking.js';
import { noteReading } from '../audit/note-reading.js';
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
  return noted(asking, followHistory(asking, { start }));
}

/** Each event that is told of somebody else's key is a reading of its history. */
function noted(asking: Asking, events: AsyncIterableIterator<HistoryEntry>): AsyncIterableIterator<HistoryEntry> {
  const iterator: AsyncIterableIterator<HistoryEntry> = {
    [Symbol.asyncIterator]: () => iterator,
    async next() {
      const told = await events.next();
      if (told.done) return told;
      const { integratorKeyId: id, account } = told.value;
      noteReading(asking, asking.caller.actor, { id, account, owner: ownerOf(asking.views, id) });
      return told;
    },
    return: () => events.return?.() ?? Promise.resolve({ done: true, value: undefined }),
  };
  return iterator;
}
