import { randomUUID } from 'node:crypto';
import type { RunEnd } from '../../domain/usage/presence.js';
import { noteUse, type Use } from '../../domain/usage/note-use.js';
import { tallyKey, type Tallies, type Tally } from '../../domain/usage/tally.js';
import { keepWriting } from '../retries/keep-writing.js';
import { ownPresence, type BeingHere } from './own-presence.js';
import type { UsageBatch, UsageStore } from './usage-store.js';

export interface Recording extends BeingHere {
  store: Pick<UsageStore, 'write' | 'refresh'>;
  log: { warn(fields: object, message: string): void };
  /** Subjects that may wait to be written, times what can be counted of each; more are not noted. */
  maxWaiting?: number;
}

/** Some 60 MB: reached only when so many credentials are used while the store is away. */
const MAX_WAITING = 200_000;
/** Tallies, some 200 bytes each: an event takes 1 MiB, and a longer message would keep the event loop. */
const MAX_BATCH = 2_000;

export type UsageRecorder = ReturnType<typeof usageRecorder>;

/**
 * Notes uses in memory, one entry for each subject, and writes them when it is told to. Noting never waits and never
 * throws; what could not be written stays and is tried again with what has come since.
 */
export function usageRecorder({ store, nodeName, now, log, maxWaiting = MAX_WAITING }: Recording) {
  const observedSince = now().toISOString();
  const own = ownPresence({ nodeName, now });
  const batchOf = (tallies: readonly Tally[], presence?: UsageBatch['presence']): UsageBatch => ({
    ...{ id: randomUUID(), tallies, observedSince, presence },
  });
  let waiting: Tallies = new Map();
  let end: RunEnd | null = null;
  const batches = [batchOf([], own.report(null))]; // the first says that somebody records

  /** A batch that could not be written comes again as it was, because it may have been. */
  async function writeBatches(): Promise<void> {
    for (let next = batches[0]; next; next = batches[0]) {
      await store.write(next);
      batches.shift();
    }
  }

  async function write(): Promise<void> {
    own.beHere();
    await writeBatches();
    const tallies = [...waiting.values()];
    waiting = new Map();
    const presence = tallies.length > 0 || end !== null || own.isDue() ? own.report(end) : undefined;
    for (let from = 0; from < tallies.length; from += MAX_BATCH)
      batches.push(
        batchOf(tallies.slice(from, from + MAX_BATCH), from + MAX_BATCH < tallies.length ? undefined : presence),
      );
    if (presence && tallies.length === 0) batches.push(batchOf([], presence));
    await writeBatches();
    await store.refresh();
  }

  const words = {
    away: 'the use of credentials cannot be recorded now; it is kept and tried again',
    again: 'the use of credentials is recorded again',
  };
  const flush = keepWriting({ write, log, words });
  return {
    note(use: Use, at: Date = now()): void {
      if (waiting.size >= maxWaiting && !waiting.has(tallyKey(use))) own.loseUse();
      else noteUse(waiting, use, at.getTime());
    },
    /** Writes what has been noted before. Never rejects. Called meanwhile, it writes once more after that. */
    flush,
    /** Says with a last write that nothing more comes: an orderly stop. */
    end(): Promise<void> {
      end = 'STOPPED';
      return flush();
    },
    /** Entries in memory: those noted, and those on their way to the store. */
    entries: () => waiting.size + batches.reduce((sum, { tallies }) => sum + tallies.length, 0),
  };
}
