import { setImmediate } from 'node:timers/promises';
import type { Position, SeenEvent } from '../../../app/log/event-store.js';
import type { Projection, ViewGroup } from '../../../app/views/views.js';
import type { LogEvent } from '../../../app/log/decode.js';
import { slicedRunner, runToEnd, type YieldingWork } from '../database/yielding.js';
import { project } from './run-projection.js';
import type { TransactionalDatabase } from './transactional-database.js';
import { passedOf, savePassed } from './view-positions.js';

/** Projections that follow the log together. `alone`: no other group is written, and nobody reads until this one has caught up. */
export function viewGroup(
  db: TransactionalDatabase,
  projections: readonly Projection<never>[],
  { alone }: { alone: boolean },
): ViewGroup {
  /** Every projection that has not seen all of it yet, within a transaction. */
  function folding() {
    const passed = passedOf(db);
    const all = projections.map((projection) => {
      const seen = passed.get(projection.name)?.position ?? '';
      return { projection, seen, run: project(db, projection, seen) };
    });
    let last: SeenEvent | undefined;
    return {
      *fold(events: readonly LogEvent[]): YieldingWork {
        last = events.at(-1) ?? last;
        for (const { run } of all) yield* run.fold(events);
      },
      *save(): YieldingWork {
        for (const { projection, seen, run } of all) {
          if (!last || seen >= last.position) continue;
          yield* run.save();
          savePassed(db, projection, { position: last.position, lastEvent: last }); // and of no other: one that comes back later has not seen these
        }
      },
    };
  }

  const apply = (events: readonly LogEvent[]) =>
    db.transaction(() => {
      const work = folding();
      [work.fold(events), work.save()].forEach(runToEnd);
    });

  return {
    names: projections.map(({ name }) => name),
    passed() {
      const passed = passedOf(db);
      const all = projections.map(({ name }) => passed.get(name)?.position ?? undefined);
      return all.includes(undefined) ? undefined : all.sort()[0];
    },
    lastEvent() {
      const passed = passedOf(db);
      const all = projections.flatMap(({ name }) => passed.get(name)?.lastEvent ?? []);
      return all.sort((one, other) => (one.position < other.position ? -1 : 1)).at(-1);
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
    saveReached: (position: Position, event?: SeenEvent) =>
      db.transaction(() => {
        const passed = passedOf(db);
        for (const projection of projections) {
          const { position: before, lastEvent = null } = passed.get(projection.name) ?? {};
          if ((before ?? '') < position) savePassed(db, projection, { position, lastEvent: event ?? lastEvent });
        }
      }),
  };
}
