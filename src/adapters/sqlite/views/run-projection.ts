import type { Projection, ViewDatabase } from '../../../app/views/views.js';
import type { LogEvent } from '../../../app/log/decode.js';
import type { RecordedKeyEvent } from '../../../domain/key/recorded.js';
import type { YieldingWork } from '../database/yielding.js';

/** Events or rows between two pauses: a pause costs as much as a fold. */
const YIELD_EVERY = 32;

/** One projection within a transaction. */
export interface ProjectionRun {
  fold(events: readonly LogEvent[]): YieldingWork;
  /** Writes the rows that were folded, each once, however many events are of it. */
  save(): YieldingWork;
}

/** Folds events after `seen` into the rows of a projection. */
export function project<Row>(db: ViewDatabase, projection: Projection<Row>, seen: string): ProjectionRun {
  const rows = new Map<string, { before: Row | undefined; now: Row }>();
  const { load, of } = projection;
  // what it is of is what its type says; it is not known here
  const concerns = (event: LogEvent): event is RecordedKeyEvent =>
    of === 'the whole log' || 'keyId' in event === (of === undefined);
  return {
    *fold(events) {
      let done = 0;
      for (const event of events) {
        if (event.position <= seen || !concerns(event)) continue;
        if (load) {
          const id = projection.rowId(event);
          const row = rows.get(id);
          const before = row ? row.before : load(db, id);
          const now = projection.fold(row ? row.now : before, event);
          if (row) row.now = now;
          else rows.set(id, { before, now });
        } else projection.save(db, projection.fold(undefined, event), undefined);
        if (++done % YIELD_EVERY === 0) yield;
      }
    },
    *save() {
      let done = 0;
      for (const { before, now } of rows.values()) {
        projection.save(db, now, before);
        if (++done % YIELD_EVERY === 0) yield;
      }
    },
  };
}
