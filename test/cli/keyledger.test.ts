import { expect, test } from '@jest/globals';
import { reference } from '../../src/config/describe.js';
import { captured } from './captured.js';
import { run } from './run.js';

test('help lists every command and is no mistake', async () => {
  const { code, stdout, stderr } = await run(['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/^ {2}config /m);
  expect(stdout).toMatch(/^ {2}token /m);
});

test('nothing asked is a mistake that shows the help', async () => {
  const { code, stdout, stderr } = await run([]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^Usage: keyledger/);
});

test('an unknown command is told without repeating it', async () => {
  const { code, stdout, stderr } = await run(['hunter2']);
  expect({ code, stdout, stderr }).toEqual({
    code: 2,
    stdout: '',
    stderr: 'keyledger: There is no such command; see --help.\n',
  });
});

test('config prints what is in effect', async () => {
  const { error, stdout } = await captured(['config'], { KEYLEDGER_PORT: '4321' });
  expect(error).toBeUndefined();
  expect(stdout).toMatch(/^KEYLEDGER_PORT=4321$/m);
});

test('config names every fault', async () => {
  const { code, stdout, stderr } = await run(['config'], { KEYLEDGER_PORT: 'hunter2', KEYLEDGER_IDE: 'hunter2' });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^keyledger: KEYLEDGER_PORT must be .* KEYLEDGER_IDE must be .*\n$/);
  expect(stderr).not.toContain('hunter2');
});

test('config --reference prints the table of the page', async () => {
  expect((await captured(['config', '--reference'])).stdout).toBe(`${reference()}\n`);
});
