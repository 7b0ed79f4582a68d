import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { root, textOf } from '../house/repository.js';
import { patienceMs } from '../kit/patience.js';

test('what the Dockerfile copies before it builds is enough to build', () => {
  const [before = ''] = textOf('Dockerfile').split(/^RUN npm run --silent build$/m);
  const copied = [...before.matchAll(/^COPY (.+) \S+$/gm)].flatMap(([, from = '']) => from.split(' '));
  const directory = mkdtempSync(join(tmpdir(), 'keyledger-image-'));
  for (const path of copied) cpSync(join(root, path), join(directory, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'));
  const { status, stdout } = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: directory,
    encoding: 'utf8',
    timeout: patienceMs,
  });
  const built = existsSync(join(directory, 'dist/src/main.js'));
  rmSync(directory, { recursive: true });
  expect([status, stdout, built]).toEqual([0, '', true]);
});
