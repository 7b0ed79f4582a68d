import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import needsNode from '../../src/needs-node.cjs';
import { aDirectory } from '../kit/views/views.js';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { engines: { node: string } };

test.each(['20.16.0', '20.20.2', '22.0.0', '24.1.0'])('Node %s will do', (version) => {
  expect(needsNode(version)).toBeUndefined();
});

test.each(['8.17.0', '18.20.8', '19.99.0', '20.15.1'])('Node %s is told which one is needed', (version) => {
  expect(needsNode(version)).toBe(`Keyledger needs Node 20.16 or newer; this is Node ${version}.`);
});

test('it is the one that package.json names', () => {
  const least = engines.node.replace('>=', '');
  expect(needsNode(`${least}.0`)).toBeUndefined();
  expect(needsNode('1.0.0')).toContain(`Node ${least} or newer`);
});

/** With nothing beside it but the check: whatever else it loads before the check would not be found. */
test.each([
  ['dist/src/main.js', 'dist/src/needs-node.cjs'],
  ['dist/src/cli/keyledger.js', 'dist/src/needs-node.cjs'],
  ['scripts/build.js', 'src/needs-node.cjs'],
  ['scripts/test.js', 'src/needs-node.cjs'],
])('%s on an older Node says so in one line, before it loads anything else', async (program, check) => {
  const directory = aDirectory();
  for (const file of [program, check]) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    copyFileSync(join(root, file), join(directory, file));
  }
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }');
  const older = join(directory, 'older.cjs'); // what a Node 18 says of itself
  writeFileSync(older, "Object.defineProperty(process.versions, 'node', { value: '18.20.8' });");
  const ended = await new Promise((resolve) => {
    const child = execFile(process.execPath, ['--require', older, program], { cwd: directory }, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
  expect(ended).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Keyledger needs Node 20.16 or newer; this is Node 18.20.8.\n',
  });
});
