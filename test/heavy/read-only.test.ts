import { chownSync, chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import { runServer, startServer } from '../kit/server/server-process.js';
import { newDirectory } from '../e2e/temporary-directories.js';
import { makeReadOnly, smallDisk, testAsRoot, testWithMount } from './needs.js';

const NOBODY = 65534;
const asNobody = ['setpriv', '--reuid', String(NOBODY), '--regid', String(NOBODY), '--clear-groups'];

testWithMount('a data directory on a file system that is mounted read-only', async () => {
  for (const used of [false, true]) {
    const disk = smallDisk(8);
    const directory = join(disk, 'data');
    mkdirSync(directory);
    if (used) expect(await (await startServer(directory)).stop()).toEqual([0, null]);
    expect(makeReadOnly(disk)).toBe(true);
    const { code, stdout, stderr } = await runServer(directory);
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^Keyledger cannot start: DataDirectoryUnusable: .* is mounted read-only: mount it for writing, or set KEYLEDGER_DATA_DIR\.\n$/,
    );
  }
});

testAsRoot('a data directory of somebody else', async () => {
  const directory = await newDirectory();
  expect(await (await startServer(directory)).stop()).toEqual([0, null]);
  const refusals = [];
  for (const mode of [0o700, 0o755, 0o777]) {
    chmodSync(directory, mode); // at 0777 it is the files in it that are not theirs
    refusals.push(await runServer(directory, {}, asNobody));
  }
  for (const { code, stdout, stderr } of refusals) {
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(
      /^Keyledger cannot start: DataDirectoryUnusable: .* may not be written by this user: give it to the one that the server runs as\.\n$/,
    );
  }
  const theirs = await newDirectory();
  chownSync(theirs, NOBODY, NOBODY);
  expect(await (await startServer(theirs, {}, asNobody)).stop()).toEqual([0, null]); // the means are sound
});
