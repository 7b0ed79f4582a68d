import { scrubLog } from '../app/audit/scrub-log.js';
import type { LogDamaged } from '../app/log/event-store.js';
import type { OpenedStore, Surroundings } from './opened-store.js';

interface Sources extends Pick<Surroundings, 'log' | 'now'> {
  stored: Pick<OpenedStore, 'store' | 'checkFile'>;
  /** Of the views; it tells the projector of damage by itself. */
  checkViewsFile: (signal: AbortSignal) => Promise<void>;
}

/** The scrub of a log on this machine; a store elsewhere looks after its own disks, and `begin` does nothing. */
export function openScrub({ stored: { store, checkFile }, checkViewsFile, log, now }: Sources) {
  let tell: (error: LogDamaged) => void;
  const damaged = new Promise<LogDamaged>((resolve) => (tell = resolve));
  const scrub = scrubLog({
    store,
    now,
    async checkFiles(signal) {
      await checkFile?.(signal);
      await checkViewsFile(signal);
    },
    onDamage(err) {
      log.fatal({ err }, 'the event log is damaged');
      tell(err);
    },
    onTrouble: (err) => log.warn({ err }, 'the event log cannot be scrubbed now, trying again'),
  });
  return {
    ...scrub,
    begin: () => checkFile && scrub.begin(),
    /** Resolves when the server has to end, because the log is damaged. */
    damaged,
  };
}
