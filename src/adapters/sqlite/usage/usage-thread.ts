/** The thread that keeps the use of credentials. */
import { runFileThread } from '../beside/run-file-thread.js';
import { FILE, openUsageFile } from './usage-file.js';
import type { UsageAnswer, UsageRequest } from './usage-messages.js';
import { usageCommands } from './usage-statements.js';

runFileThread<UsageRequest, UsageAnswer>({
  file: FILE,
  open: openUsageFile,
  answering: usageCommands,
  isWrite: ({ kind }) => kind === 'write' || kind === 'writeReads',
});
