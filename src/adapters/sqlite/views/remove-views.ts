import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { VIEWS_FILE } from './view-positions.js';

/** They are made again from the log. Nobody may have them open. */
export function removeViews(dataDirectory: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(join(dataDirectory, VIEWS_FILE) + suffix, { force: true });
}
