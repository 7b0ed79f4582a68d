import { StoreUnavailable } from '../../../app/log/event-store.js';
import type { ReadersStore } from '../../../app/readers/readers-store.js';
import type { UsageStore } from '../../../app/usage/usage-store.js';
import { LogFault } from '../database/errors.js';
import { startThread } from '../threads/thread-link.js';
import type { UsageAnswer, UsageRequest } from './usage-messages.js';

type Done = Exclude<UsageAnswer, { kind: 'unavailable' }>;

/**
 * The use of credentials in `usage.db`. The event store has to have the directory already: its lock is for both. Resolves
 * also when the file cannot be opened: the server does without it, and each call tries again.
 */
export async function openSqliteUsage(dataDirectory: string): Promise<UsageStore & ReadersStore> {
  let fail: (error: StoreUnavailable) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => undefined); // it is told to whoever asks
  const thread = await startThread<null, UsageRequest, UsageAnswer>({
    body: new URL('./usage-thread.js', import.meta.url),
    data: { dataDirectory },
    onFatal: ({ message }) => fail(unavailable(message)),
  });

  async function ask<Kind extends Done['kind']>(request: UsageRequest, kind: Kind) {
    const answer = await Promise.race([thread.call(request), failed]);
    if (answer.kind === 'unavailable') throw unavailable(answer.fault.message, answer.fault.resultCode);
    if (answer.kind !== kind) throw new TypeError('The thread has answered something else.');
    return answer as Extract<Done, { kind: Kind }>;
  }

  return {
    write: async (batch) => void (await ask({ kind: 'write', batch }, 'done')),
    refresh: async () => undefined, // nobody else writes to the file
    async find(subjectIds) {
      const { observedSince, tallies } = await ask({ kind: 'find', subjectIds }, 'found');
      return { observedSince, tallies };
    },
    async usedSince(at) {
      const { observedSince, clientIds } = await ask({ kind: 'usedSince', at }, 'used');
      return { observedSince, clientIds };
    },
    purge: async (firstDay) => void (await ask({ kind: 'purge', firstDay }, 'done')),
    writeReads: async (reads) => void (await ask({ kind: 'writeReads', reads }, 'done')),
    readsOf: async (account) => (await ask({ kind: 'readsOf', account }, 'reads')).reads,
    close: () => thread.close(),
  };
}

const unavailable = (message: string, resultCode?: number) =>
  new StoreUnavailable('The use of credentials cannot be read or written now.', {
    cause: new LogFault(`usage.db: ${message}`, resultCode),
  });
