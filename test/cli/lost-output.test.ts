import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aServerOfItsOwn } from '../kit/server/server.js';
import { startServer, stopAll } from '../kit/server/server-process.js';
import { aDirectory } from '../kit/views/views.js';

const server = aServerOfItsOwn();
const keyledger = fileURLToPath(new URL('../../src/cli/keyledger.js', import.meta.url));
const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));
let key = '';
beforeAll(async () => void (key = await server.newKey('Printed')));

/** Every command that prints, each to directories of its own. */
const commands: [name: string, args: () => string[]][] = [
  ['help', () => ['--help']],
  ['backup', () => ['backup', '--to', join(aDirectory(), 'new')]],
  ['config', () => ['config']],
  ['copy', () => ['copy', '--from', 'sqlite', '--to', `sqlite:${join(aDirectory(), 'new')}`]],
  ['replay', () => ['replay', '--key', key]],
  ['replay --json', () => ['replay', '--key', key, '--json']],
  ['token', () => ['token', '--role', 'auditor']],
];
const env = (): Record<string, string> => ({ KEYLEDGER_DATA_DIR: server.dataDirectory });

async function endOf(child: ChildProcess) {
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const [code] = (await once(child, 'close')) as [number];
  return { code, stderr };
}

const begun = (args: string[], stdout: 'pipe' | number, variables: Record<string, string>) =>
  spawn(process.execPath, [keyledger, ...args], { env: variables, stdio: ['ignore', stdout, 'pipe'] });

/** Runs it with its standard output closed at the other end before it has begun. */
function unread(args: string[], variables = env()) {
  const child = begun(args, 'pipe', variables);
  child.stdout?.destroy();
  return endOf(child);
}

/** Runs it with a file that takes nothing as its standard output. */
async function intoFullDisk(args: string[]) {
  const full = await open('/dev/full', 'w');
  return endOf(begun(args, full.fd, env())).finally(() => full.close());
}

/** A command that takes long says how far it is: how long that is depends on the machine. */
const withoutProgress = (text: string) => text.replace(/^.* so far\n/gm, '');

describe.each(commands)('%s', (_, args) => {
  test('ends quietly and well when nobody reads what it prints', async () => {
    const { code, stderr } = await unread(args());
    expect({ code, stderr: withoutProgress(stderr) }).toEqual({ code: 0, stderr: '' });
  });

  const onLinux = existsSync('/dev/full') ? test : test.skip;
  onLinux('says in one line, once, that a full disk does not take what it prints', async () => {
    expect(await intoFullDisk(args())).toEqual({
      code: 1,
      stderr: 'keyledger: The output is not whole: the disk is full.\n',
    });
  });
});

test('rebuild and tour as well', async () => {
  const target = join(aDirectory(), 'new');
  expect(await unread(['copy', '--from', 'sqlite', '--to', `sqlite:${target}`])).toMatchObject({ code: 0 });
  expect(await unread(['rebuild'], { KEYLEDGER_DATA_DIR: target })).toEqual({ code: 0, stderr: '' });

  const dataDir = aDirectory();
  const running = await startServer(dataDir);
  closeAfterwards(stopAll);
  const tour = ['tour', '--url', running.address];
  expect(await unread(tour, { KEYLEDGER_DATA_DIR: dataDir })).toEqual({ code: 0, stderr: '' });
});

test('a command that fails while nobody reads its faults keeps its exit code', async () => {
  const child = begun(['replay', '--key', 'none'], 'pipe', env());
  child.stderr?.destroy();
  expect(await once(child, 'close')).toEqual([2, null]);
});

test('the server goes on when nobody reads its welcome', async () => {
  const variables = { KEYLEDGER_DATA_DIR: aDirectory(), KEYLEDGER_PORT: '0', KEYLEDGER_KEYPAIRS_READY: '0' };
  const child = spawn(process.execPath, [main], { env: variables, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  closeAfterwards(() => void child.kill('SIGKILL'));
  child.stdout?.destroy();
  child.stderr?.destroy();
  const address = await new Promise<string>((resolve, reject) => {
    child.on('message', (report: { kind: string; address: string }) => {
      if (report.kind === 'ready') resolve(report.address);
    });
    child.once('close', () => reject(new Error('The server ended.')));
  });
  expect((await fetch(`${address}/health/ready`)).status).toBe(200);
  const ended = once(child, 'close');
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
