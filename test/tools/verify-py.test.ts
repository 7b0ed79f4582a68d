import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const hasPython = spawnSync('python3', ['--version']).status === 0;
const fiveMinutes = 300_000; // a bound for what hangs: it takes seconds

/** With -B, because the repository is no place for what Python compiles. */
const runTests = () =>
  new Promise((resolve) => {
    const child = execFile('python3', ['-B', 'tools/test_verify.py'], { cwd: root }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });

if (hasPython)
  test(
    'tools/verify.py passes its own tests',
    async () => {
      expect(await runTests()).toEqual({
        code: 0,
        stdout: '',
        stderr: expect.stringMatching(/^Ran \d+ tests.*\n\nOK$/m),
      });
    },
    fiveMinutes,
  );
else test.skip('tools/verify.py passes its own tests -- NOT RUN: there is no python3 in the PATH', () => undefined);
