import { CannotCopy } from './cannot-copy.js';
import { NO_STREAM, RevisionConflict, type EventStore, type Position, type StoredEvent } from './event-store.js';

/** The events of one append of the source. */
export type SourceAppend = readonly StoredEvent[];

/**
 * Appends the lot to a target that ends at a position, and gives the position that it ends at then. After a failure the
 * target is read before anything more is sent, and gets the rest singly. Rejects with `CannotCopy`, or an error of the store.
 */
export async function appendLot(to: EventStore, lot: readonly SourceAppend[], end: Position): Promise<Position> {
  if (!to.appendInOrder || lot.length === 1)
    return lastOf(await allSettled(lot.map((append) => appendTo(to, append))), end);
  try {
    return await to.appendInOrder(lot.map(asked));
  } catch {
    // Whatever it was, the append that it was about will say so by itself.
  }
  const [rest, whereItStands] = await missingIn(to, lot, end);
  let reached = whereItStands;
  for (const append of rest) reached = await appendTo(to, append);
  return reached;
}

/** Settled, so that no append is pending after a failure. */
async function allSettled(appends: readonly Promise<Position>[]): Promise<Position[]> {
  const outcomes = await Promise.allSettled(appends);
  return outcomes.map((outcome) => {
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  });
}

const lastOf = (positions: readonly Position[], end: Position) => positions.at(-1) ?? end;

/** What the target lacks of the lot, and where it ends. What has reached the server and is not written yet comes in the same order, as a retry of the rest. */
async function missingIn(to: EventStore, lot: readonly SourceAppend[], end: Position) {
  const events = lot.flat();
  let [taken, reached] = [0, end];
  for await (const page of to.readAll(end))
    for (const { id, position, stream, revision } of page) {
      if (events[taken++]?.id !== id)
        throw new CannotCopy(
          `The target has event ${revision} of ${stream} before others that come first in the source: ` +
            'somebody else writes to it, or it has refused one append and taken the next. Copy into an empty one.',
        );
      reached = position;
    }
  let before = 0;
  return [lot.filter(({ length }) => (before += length) > taken), reached] as const;
}

function asked(append: SourceAppend) {
  const { stream, revision } = append[0] as StoredEvent;
  const events = append.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  return { stream, expected: revision === 0 ? NO_STREAM : revision - 1, events } as const;
}

async function appendTo(to: EventStore, append: SourceAppend): Promise<Position> {
  const { stream, expected, events } = asked(append);
  try {
    return (await to.append(stream, expected, events)).position;
  } catch (error) {
    const place = `event ${append[0]?.revision} of ${stream}`;
    if (error instanceof RevisionConflict)
      throw new CannotCopy(`Somebody else writes to the target: it is not where the source was before ${place}.`);
    if (error instanceof TypeError || error instanceof RangeError)
      throw new CannotCopy(`The target does not take ${place}, or one of its command: ${error.message}`);
    throw error;
  }
}
