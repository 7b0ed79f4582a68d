import { refuseLost } from '../../../src/adapters/sqlite/log/refuse-lost-events.js';
import { openReadOnly } from '../../../src/adapters/sqlite/database/open-read-only.js';
import { verifyEvents, verifySchema } from '../../../src/adapters/sqlite/log/verify-log.js';
import { summaryOf } from '../../../src/adapters/sqlite/log/log-summary.js';
import { checkLeaves } from '../../../src/app/scrub/check-leaves.js';
import { LogDamaged, type EventStore } from '../../../src/app/log/event-store.js';
import { LogRewritten } from '../../../src/app/proof/log-rewritten.js';
import { consistencyProof } from '../../../src/app/proof/make-proofs.js';
import { NoteInvalid, openNote } from '../../../src/app/proof/note.js';
import { verifierKey } from '../../../src/app/proof/verifier-key.js';
import { LogWrong, watchLog } from '../../../src/app/proof/watch-log.js';
import { rebuildViews } from '../../../src/app/views/rebuild-views.js';
import { ViewsDamaged, type ViewDatabase, type Views } from '../../../src/app/views/views.js';
import { readSignedLog } from '../../../src/cli/audit/signed-log.js';
import { CannotDo } from '../../../src/cli/terminal/cannot-do.js';
import { seenLeaves } from '../../../src/server/seen-leaves.js';
import { tilesIn } from '../../../projections/log-tree/tiles.js';
import { guardOf, type Served } from './guard-of.js';
import { scrubOnce } from '../stores/scrub-once.js';

/** What a finder says: nothing; that it is wrong; or that the views have to be built again. */
export type Found = 'nothing' | 'wrong' | 'rebuild';

type Kind = abstract new (...args: never[]) => Error;

/** Anything else is a mistake of ours. */
async function found(look: () => unknown, ...wrong: readonly Kind[]): Promise<Found> {
  try {
    await look();
    return 'nothing';
  } catch (error) {
    if (error instanceof ViewsDamaged) return 'rebuild';
    if (wrong.some((kind) => error instanceof kind)) return 'wrong';
    throw error;
  }
}

/** What there was before anything was signed: tables and triggers, pages, checksums, no gap. */
export const findByChecksums = (directory: string): Promise<Found> =>
  found(() => {
    const database = openReadOnly(directory);
    try {
      verifySchema(database);
      verifyEvents(database, summaryOf(database).logId);
    } finally {
      database.close();
    }
  }, LogDamaged);

/** The start of a server, with the views that it has. */
export const findAtStart = (served: Served): Promise<Found> =>
  found(
    async () => {
      const database = openReadOnly(served.log.directory);
      try {
        refuseLost(served.log.directory, database);
      } finally {
        database.close();
      }
      await guardOf(served).verify();
    },
    LogRewritten,
    LogDamaged,
  );

/** Builds the views anew. A log that they cannot be built from is no log that is served. */
export async function rebuilt(store: EventStore, views: Views): Promise<boolean> {
  views.reset();
  return rebuildViews(store, views).then(
    () => true,
    () => false,
  );
}

/** The start of a server whose views were built anew from this log. */
export const findByGuard = (served: Served): Promise<Found> => found(() => guardOf(served).verify(), LogRewritten);

/** A watcher elsewhere that remembers the newest true checkpoint, and asks a server that signs where it can. */
export const findByWatcher = (served: Served): Promise<Found> =>
  found(
    async () => {
      const checkpoints = guardOf(served);
      const note = await checkpoints.sign().catch((error: unknown) => {
        if (error instanceof LogRewritten) return checkpoints.newest() ?? '';
        throw error;
      });
      const tiles = tilesIn(served.views);
      const watched = {
        checkpoint: async () => note,
        consistency: async (from: number, to: number) =>
          consistencyProof(tiles, from, to).map((hash) => hash.toString('base64')),
      };
      await watchLog(watched, [verifierKey(served.log.trust)], served.log.checkpoints[2]);
    },
    LogWrong,
    NoteInvalid,
  );

/** What `audit export` refuses. */
export const findByExport = ({ log: { trust }, store, remembered }: Served): Promise<Found> =>
  found(
    async () => {
      const { checkpoint } = await readSignedLog(store, () => false, remembered);
      openNote(checkpoint, [verifierKey(trust)]);
    },
    LogRewritten,
    LogDamaged,
    NoteInvalid,
    CannotDo,
  );

/** One pass of the scrub, with the views as they are. */
export const findByScrub = (directory: string, views: ViewDatabase): Promise<Found> =>
  found(() => scrubOnce(directory, (store) => checkLeaves({ store, seen: seenLeaves(views) })), LogDamaged);
