import { stateName, stateText, type WorkerState } from '../../../app/worker/worker-state.js';
import { startFileThread } from '../beside/file-thread.js';
import { FILE } from './worker-file.js';
import type { WorkerAnswer, WorkerRequest } from './worker-messages.js';

/**
 * The documents of the worker in `worker.db`. The event store has to have the directory already: its lock is for both. Resolves
 * also when the file cannot be opened: the server does without a worker, and each call tries again.
 */
export async function openSqliteWorkerState(dataDirectory: string): Promise<WorkerState & { close(): Promise<void> }> {
  const { ask, close } = await startFileThread<WorkerRequest, WorkerAnswer>({
    dataDirectory,
    body: new URL('./worker-thread.js', import.meta.url),
    file: FILE,
    words: 'The documents of the worker cannot be read or written now.',
  });
  return {
    async read(name) {
      const { document } = await ask({ kind: 'read', name: stateName(name) }, 'document');
      return document && { revision: document.revision, value: JSON.parse(document.text) as unknown };
    },
    async write(name, expected, value) {
      const request = { kind: 'write', name: stateName(name), expected, text: stateText(value) } as const;
      return (await ask(request, 'written')).revision;
    },
    close,
  };
}
