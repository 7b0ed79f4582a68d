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

test('config --json prints the same as one document on one line, secrets masked', async () => {
  const url = 'esdb://ada:hunter2@127.0.0.1:2113?tls=false';
  const env = { KEYLEDGER_PORT: '4321', KEYLEDGER_EVENTSTOREDB_URL: url };
  const { stdout } = await captured(['config', '--json'], env);
  expect(stdout).toMatch(/^\{.*\}\n$/);
  expect(stdout).not.toContain('hunter2');
  const lines = Object.entries(JSON.parse(stdout) as object).map(
    ([variable, value]) => `${variable}=${String(value)}\n`,
  );
  expect(lines.join('')).toBe((await captured(['config'], env)).stdout);
  expect(lines).toContain('KEYLEDGER_PORT=4321\n');
});

test('config names every fault, a line each', async () => {
  const { code, stdout, stderr } = await run(['config'], { KEYLEDGER_PORT: 'hunter2', KEYLEDGER_IDE: 'hunter2' });
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(
    /^keyledger: The configuration is not right:\n {2}KEYLEDGER_PORT must be .*\n {2}KEYLEDGER_IDE must be .*\n$/,
  );
  expect((await run(['token', '--role', 'auditor'], { KEYLEDGER_PORT: 'x', KEYLEDGER_IDE: 'x' })).stderr).toBe(stderr);
  expect(stderr).not.toContain('hunter2');
});

test('one fault stands on the one line', async () => {
  expect((await captured(['config'], { KEYLEDGER_PORT: 'x' })).error).toMatch(/^KEYLEDGER_PORT must be [^\n]+$/);
});

test('the table or JSON, not both', async () => {
  expect((await captured(['config', '--reference', '--json'])).error).toMatch(/not both\.$/);
});

test('config --reference prints the table of the page', async () => {
  expect((await captured(['config', '--reference'])).stdout).toBe(`${reference()}\n`);
});
