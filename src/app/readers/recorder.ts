import { keepWriting } from '../retries/keep-writing.js';
import { readKeyOf, type HistoryRead, type ReadersStore } from './readers-store.js';

export interface RecordingReaders {
  store: Pick<ReadersStore, 'writeReads'>;
  now: () => Date;
  log: { warn(fields: object, message: string): void };
  /** Records that may wait to be written; more are not noted. */
  maxWaiting?: number;
}

/** Some 20 MB: reached only when so many keys are read while the store is away. */
const MAX_WAITING = 50_000;
/** Records in one write. */
const MAX_BATCH = 500;

export type ReadersRecorder = ReturnType<typeof readersRecorder>;

/**
 * Notes in memory who reads what, once an hour for each reader and key, and writes it when it is told to. Noting never waits and
 * never throws; what could not be written stays and is tried again.
 */
export function readersRecorder({ store, now, log, maxWaiting = MAX_WAITING }: RecordingReaders) {
  const waiting = new Map<string, HistoryRead>();
  const written = new Set<string>(); // in this hour: need not be written again
  let hour = '';

  async function write(): Promise<void> {
    while (waiting.size > 0) {
      const batch = [...waiting].slice(0, MAX_BATCH);
      await store.writeReads(batch.map(([, read]) => read));
      for (const [key, read] of batch) {
        waiting.delete(key);
        if (read.hour === hour && written.size < maxWaiting) written.add(key);
      }
    }
  }

  const words = {
    away: 'who reads histories cannot be recorded now; it is kept and tried again',
    again: 'who reads histories is recorded again',
  };
  return {
    note(read: Omit<HistoryRead, 'hour'>): void {
      const current = hourOf(now());
      if (current !== hour) written.clear();
      hour = current;
      const { account, integratorKeyId, readerId, readerKind } = read;
      const noted = { account, integratorKeyId, readerId, readerKind, hour };
      const key = readKeyOf(noted);
      if (written.has(key) || waiting.has(key) || waiting.size >= maxWaiting) return;
      waiting.set(key, noted);
    },
    /** Writes what has been noted before. Never rejects. Called meanwhile, it writes once more after that. */
    flush: keepWriting({ write, log, words }),
    entries: () => waiting.size,
  };
}

/** The beginning of the hour, ISO 8601 UTC with milliseconds. */
const hourOf = (at: Date) => `${at.toISOString().slice(0, '2026-01-01T00'.length)}:00:00.000Z`;
