import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { root, textOf } from '../house/repository.js';
import { startServer } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';

test('the client of the README follows events from the beginning', async () => {
  const server = await startServer(await newDirectory());
  const [, code = ''] = /## Subscribe[^]*?```js\n([^]*?)```/.exec(textOf('README.md')) ?? [];
  const script = code.replace('ws://127.0.0.1:4000', server.address.replace('http', 'ws'));
  expect(script).not.toBe(code);
  const client = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', TOKEN: server.token },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface(client.stdout), 'line')) as [string];
  expect(JSON.parse(line)).toMatchObject({ type: 'KeyCreated', position: expect.any(String) });
  client.kill('SIGKILL');
  await once(client, 'close');
  expect(await server.stop()).toEqual([0, null]);
});
