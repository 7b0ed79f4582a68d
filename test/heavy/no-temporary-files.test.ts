import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';
import { testWithMount } from './needs.js';

/** Where SQLite looks for a place, beside the working directory (https://sqlite.org/tempfiles.html); each of them made read-only. */
const readOnly = `for place in /tmp /var/tmp /usr/tmp; do
  [ ! -d $place ] || { mount --bind $place $place && mount -o remount,bind,ro $place; } || exit 1
done`;

testWithMount(
  'records are purged where no temporary file can be made, as in a container with a read-only root',
  () => {
    const directory = mkdtempSync('/dev/shm/keyledger-');
    try {
      const script = join(import.meta.dirname, 'purge-without-temp.js');
      const { stdout } = spawnSync(
        'unshare',
        [
          '--mount',
          'sh',
          '-c',
          `${readOnly}; cd /tmp && exec "$0" --no-warnings "$1" "$2"`,
          process.execPath,
          script,
          directory,
        ],
        { encoding: 'utf8', env: { PATH: process.env['PATH'] }, timeout: patienceMs },
      );
      expect(stdout).toBe('purged\n');
    } finally {
      rmSync(directory, { recursive: true });
    }
  },
  2 * patienceMs,
);
