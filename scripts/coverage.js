/** `node scripts/coverage.js [<arguments for jest>]`: runs jest.coverage.config.js, then says the figures of each folder. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';

const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const options = ['--config', 'jest.coverage.config.js', ...process.argv.slice(2)];
const { status } = spawnSync(process.execPath, [...jest, ...options], { stdio: 'inherit' });

const kinds = ['lines', 'branches', 'functions'];
const { total: all, ...files } = JSON.parse(readFileSync('coverage/coverage-summary.json', 'utf8'));
const folders = {};
for (const [file, figures] of Object.entries(files)) {
  const folder = relative('.', dirname(file));
  folders[folder] ??= Object.fromEntries(kinds.map((kind) => [kind, { covered: 0, total: 0 }]));
  for (const kind of kinds) for (const part of ['covered', 'total']) folders[folder][kind][part] += figures[kind][part];
}

const share = ({ covered, total }) => `${((100 * covered) / (total || 1)).toFixed(1)} % of ${total}`.padStart(20);
const line = (name, figures) => `${name.padEnd(28)}${kinds.map((kind) => share(figures[kind])).join('')}\n`;
process.stdout.write(`\n${'Folder'.padEnd(28)}${kinds.map((kind) => kind.padStart(20)).join('')}\n`);
for (const [folder, figures] of Object.entries(folders).sort()) process.stdout.write(line(folder, figures));
process.stdout.write(`${line('all', all)}\nEach file: coverage/index.html\n`);
process.exitCode = status ?? 1;
