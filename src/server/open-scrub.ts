import { scrubLog, type Scrubbing } from '../app/scrub/scrub-log.js';
import { checkLeaves } from '../app/scrub/check-leaves.js';
import { neverScrubbed } from '../app/scrub/scrubbed.js';
import { seenLeaves } from './seen-leaves.js';
import type { CheckedViews } from '../adapters/sqlite/views/views.js';
import type { LogDamaged } from '../app/log/event-store.js';
import type { OpenedStore, Surroundings } from './opened-store.js';

interface Sources extends Pick<Surroundings, 'log' | 'now'>, Pick<Scrubbing, 'pause'> {
  stored: Pick<OpenedStore, 'store' | 'checkFile'>;
  /** They tell the projector of damage by themselves. */
  views: Pick<CheckedViews, 'db' | 'checkFile'>;
}

/** A store elsewhere looks after its own disks. */
const nothing: Scrubbing['store'] = {
  async *readAll() {
    yield* [];
  },
};

/** The scrub of the files on this machine: of the views, and of the log if it is here. */
export function openScrub({ stored: { store, checkFile }, views, log, now, pause }: Sources) {
  let tell: (error: LogDamaged) => void;
  const damaged = new Promise<LogDamaged>((resolve) => (tell = resolve));
  const scrub = scrubLog({
    store: checkFile ? store : nothing,
    now,
    pause,
    checkPass: checkFile && (() => checkLeaves({ store, seen: seenLeaves(views.db) })),
    async checkFiles(signal) {
      await checkFile?.(signal);
      await views.checkFile(signal);
    },
    onDamage(err) {
      log.fatal({ err }, 'the event log is damaged');
      tell(err);
    },
    onTrouble: (err) => log.warn({ err }, 'the event log cannot be scrubbed now, trying again'),
  });
  const ofLog = checkFile && scrub.state;
  return {
    ...scrub,
    /** Undefined for a log elsewhere. */
    ofLog,
    /** Of the log. */
    state: ofLog ?? neverScrubbed,
    /** Resolves when the server has to end, because the log is damaged. */
    damaged,
  };
}
