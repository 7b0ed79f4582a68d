import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, jest, test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';

jest.setTimeout(20 * patienceMs); // a server is started for each place that it is killed at

const works = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const mounted: string[] = [];

/** A file system in memory of so many megabytes; gone after the last test of the file. */
export function smallDisk(megabytes: number): string {
  const directory = mkdtempSync(join(tmpdir(), 'keyledger-disk-'));
  if (!works('mount', '-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'keyledger', directory)) {
    rmdirSync(directory);
    throw new Error('no file system can be mounted');
  }
  mounted.push(directory);
  return directory;
}
export const makeReadOnly = (directory: string) => works('mount', '-o', 'remount,ro', directory);

function unmountAll(): void {
  for (const directory of mounted.splice(0)) {
    works('umount', '--lazy', directory);
    rmdirSync(directory);
  }
}
afterAll(unmountAll);

function canMount(): boolean {
  try {
    smallDisk(1);
    return true;
  } catch {
    return false;
  } finally {
    unmountAll();
  }
}

/** `test`, or a skipped one that says what it lacks. */
const needing = (isThere: boolean, lacks: string) =>
  isThere
    ? test
    : (name: string, _: () => unknown, __?: number) => test.skip(`${name} -- NOT RUN: ${lacks}`, () => undefined);

export const testWithStrace = needing(works('strace', '-o', '/dev/null', '-f', 'true'), 'strace cannot be run here');
export const testWithMount = needing(process.getuid?.() === 0 && canMount(), 'no root that may mount file systems');
export const testAsRoot = needing(
  process.getuid?.() === 0 && works('setpriv', '--reuid', '65534', '--clear-groups', 'true'),
  'no root with setpriv',
);
