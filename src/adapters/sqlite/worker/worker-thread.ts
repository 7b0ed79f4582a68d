/** The thread that keeps the documents of the worker. */
import { runFileThread } from '../beside/run-file-thread.js';
import { FILE, openWorkerFile } from './worker-file.js';
import type { WorkerAnswer, WorkerRequest } from './worker-messages.js';
import { workerCommands } from './worker-statements.js';

runFileThread<WorkerRequest, WorkerAnswer>({
  file: FILE,
  open: openWorkerFile,
  answering: workerCommands,
  isWrite: ({ kind }) => kind === 'write',
});
