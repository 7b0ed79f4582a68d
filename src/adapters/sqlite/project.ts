import type { Projection, ViewDatabase } from '../../app/views.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import type { Steps } from './steps.js';

/** Events or rows between two pauses: a pause costs as much as a fold. */
const STEP = 32;

/** Folds the events after `seen` into the rows of a projection; a row is read and written once, however many of them are of it. */
export function* project<Row>(
  db: ViewDatabase,
  projection: Projection<Row>,
  events: readonly RecordedKeyEvent[],
  seen: string,
): Steps {
  let done = 0;
  const rows = new Map<string, { before: Row | undefined; now: Row }>();
  for (const event of events) {
    if (event.position <= seen) continue;
    if (projection.load) {
      const id = projection.rowId(event);
      const row = rows.get(id);
      const before = row ? row.before : projection.load(db, id);
      const now = projection.fold(row ? row.now : before, event);
      if (row) row.now = now;
      else rows.set(id, { before, now });
    } else projection.save(db, projection.fold(undefined, event), undefined);
    if (++done % STEP === 0) yield;
  }
  for (const { before, now } of rows.values()) {
    projection.save(db, now, before);
    if (++done % STEP === 0) yield;
  }
}
