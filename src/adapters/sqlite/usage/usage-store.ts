import type { ReadersStore } from '../../../app/readers/readers-store.js';
import type { UsageStore } from '../../../app/usage/usage-store.js';
import { startFileThread } from '../beside/file-thread.js';
import { FILE } from './usage-file.js';
import type { UsageAnswer, UsageRequest } from './usage-messages.js';

/**
 * The use of credentials in `usage.db`. The event store has to have the directory already: its lock is for both. Resolves
 * also when the file cannot be opened: the server does without it, and each call tries again.
 */
export async function openSqliteUsage(dataDirectory: string): Promise<UsageStore & ReadersStore> {
  const { ask, close } = await startFileThread<UsageRequest, UsageAnswer>({
    dataDirectory,
    body: new URL('./usage-thread.js', import.meta.url),
    file: FILE,
    words: 'The use of credentials cannot be read or written now.',
  });
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
    presence: async () => (await ask({ kind: 'presence' }, 'presence')).presences,
    purge: async (firstDay) => void (await ask({ kind: 'purge', firstDay }, 'done')),
    writeReads: async (reads) => void (await ask({ kind: 'writeReads', reads }, 'done')),
    readsOf: async (account) => (await ask({ kind: 'readsOf', account }, 'reads')).reads,
    close,
  };
}
