import { setImmediate } from 'node:timers/promises';
import type { Projection, ViewGroup } from '../../../app/views/views.js';
import type { RecordedKeyEvent } from '../../../domain/key/recorded.js';
import { slicedRunner, runToEnd, type YieldingWork } from '../database/yielding.js';
import { project } from './run-projection.js';
import type { TransactionalDatabase } from './view-database.js';
import { savePassed, positionsIn } from './view-positions.js';

/** Projections that follow the log together. `alone`: no other group is written, and nobody reads until this one has caught up. */
export function viewGroup(
  db: TransactionalDatabase,
  projections: readonly Projection<never>[],
  { alone }: { alone: boolean },
): ViewGroup {
  /** Every projection that has not seen all of it yet, within a transaction. */
  function folding() {
    const passed = positionsIn(db);
    const all = projections.map((projection) => {
      const seen = passed.get(projection.name) ?? '';
      return { projection, seen, run: project(db, projection, seen) };
    });
    let last = '';
    return {
      *fold(events: readonly RecordedKeyEvent[]): YieldingWork {
        last = events.at(-1)?.position ?? last;
        for (const { run } of all) yield* run.fold(events);
      },
      *save(): YieldingWork {
        for (const { projection, seen, run } of all) {
          if (seen >= last) continue;
          yield* run.save();
          const { name, version } = projection;
          savePassed(db, { name, version, position: last }); // and of no other: one that comes back later has not seen these
        }
      },
    };
  }

  const apply = (events: readonly RecordedKeyEvent[]) =>
    db.transaction(() => {
      const work = folding();
      [work.fold(events), work.save()].forEach(runToEnd);
    });

  return {
    names: projections.map(({ name }) => name),
    checkpoint() {
      const passed = positionsIn(db);
      const all = projections.map(({ name }) => passed.get(name) ?? undefined);
      return all.includes(undefined) ? undefined : all.sort()[0];
    },
    apply,
    async catchUp(pages) {
      if (alone)
        return db.lastingTransaction(async () => {
          const [work, run] = [folding(), slicedRunner()];
          for await (const events of pages) await run(work.fold(events));
          await run(work.save());
        });
      for await (const events of pages) {
        apply(events);
        await setImmediate(); // the other group reads and writes between two pages
      }
    },
    saveReached: (position) =>
      db.transaction(() => projections.forEach(({ name, version }) => savePassed(db, { name, version, position }))),
  };
}
