import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { aServerOfItsOwn } from '../kit/server/server.js';
import { run } from './run.js';

const server = aServerOfItsOwn();
let directory = '';
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'keyledger-backup-'))));
afterEach(() => rmSync(directory, { recursive: true }));

const backup = (args: string[], env: Record<string, string> = {}) =>
  run(['backup', ...args], { KEYLEDGER_DATA_DIR: server.dataDirectory, ...env });

test('says how much it copied, up to where, and what it did not copy', async () => {
  const { position } = await server.mutate('createIntegratorKey', { name: 'Mine' });
  const { code, stdout, stderr } = await backup(['--to', join(directory, 'new')]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const [first, ...rest] = stdout.split('\n');
  const size = readFileSync(join(directory, 'new', 'events.db')).length;
  expect(first).toBe(
    `Copied 1 event, up to position ${String(position)}, ${size} bytes, to ${join(directory, 'new', 'events.db')}`,
  );
  expect(rest.join(' ')).toMatch(/NOT copied: the peppers, .*KEYLEDGER_PEPPERS_FILE/);
  expect(rest.join(' ')).toMatch(/a retry across a restore is a new command/);
});

test('--json: the same as one document on one line', async () => {
  const { position } = await server.mutate('createIntegratorKey', { name: 'Another' });
  const { code, stdout } = await backup(['--to', directory, '--json']);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\{.*\}\n$/);
  expect(JSON.parse(stdout)).toEqual({
    file: join(directory, 'events.db'),
    events: 2,
    head: position,
    bytes: readFileSync(join(directory, 'events.db')).length,
  });
});

test('leaves everything out but the log: no pepper, no token key, no view', async () => {
  const { code } = await backup(['--to', directory]);
  expect([code, readdirSync(directory)]).toEqual([0, ['events.db']]);
  const { peppers } = JSON.parse(readFileSync(join(server.dataDirectory, 'peppers.json'), 'utf8')) as {
    peppers: { 1: string };
  };
  expect(readdirSync(server.dataDirectory)).toEqual(expect.arrayContaining(['development-issuer.json', 'views.db']));
  expect(readFileSync(join(directory, 'events.db')).includes(peppers[1])).toBe(false);
});

test('needs nothing but the data directory to be right', async () => {
  const wrong = { KEYLEDGER_MODE: 'production', KEYLEDGER_PORT: 'x', KEYLEDGER_PEPPERS_FILE: '/nowhere' };
  expect(await backup(['--to', directory], wrong)).toMatchObject({ code: 0 });
});

test.each<[string, string[], Record<string, string>, RegExp]>([
  ['without a target', [], {}, /--to <directory>/],
  ['where there is no log', ['--to', 'DIRECTORY/new'], { KEYLEDGER_DATA_DIR: '/nowhere' }, /no event log in \/nowhere/],
  [
    'for a data directory that cannot be',
    ['--to', 'DIRECTORY/new'],
    { KEYLEDGER_DATA_DIR: ' x' },
    /KEYLEDGER_DATA_DIR must be a path/,
  ],
  ['over something', ['--to', 'DIRECTORY'], {}, /no empty directory/],
])('no backup %s: one line, and exit code 2', async (_, args, env, line) => {
  writeFileSync(join(directory, 'there'), 'as it was');
  const { code, stdout, stderr } = await backup(
    args.map((arg) => arg.replace('DIRECTORY', directory)),
    env,
  );
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^keyledger: [^\n]+\n$/);
  expect(stderr).toMatch(line);
  expect(readdirSync(directory)).toEqual(['there']);
});
