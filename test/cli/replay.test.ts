import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { openSqliteLogReader } from '../../src/adapters/sqlite/log/open-log-reader.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import type { Fields } from '../kit/server/ask.js';
import { patienceMs } from '../kit/patience.js';
import { aServerOfItsOwn } from '../kit/server/server.js';
import { aDirectory } from '../kit/views/views.js';
import { captured } from './captured.js';
import { run } from './run.js';
import { someRenames } from './some-renames.js';
import { write } from '../kit/stores/some-log.js';

/** It runs all the while: the log is read beside it. */
const server = aServerOfItsOwn();
let key = '';
let double: EventStoreDbDouble;

beforeAll(async () => {
  key = await server.newKey('Prüf\u200dstand');
  await server.mutate('renameIntegratorKey', { integratorKeyId: key, name: 'Second', reason: 'a "rehearsal"' });
  await server.mutate('addSecret', { integratorKeyId: key, label: 'one' });
  await server.mutate('addKeypair', { integratorKeyId: key });
  double = await openEventStoreDbDouble();
});
afterAll(() => double.close());

type Asked = [args: string[], env?: Record<string, string>];
const asked = (...[args, env]: Asked): Asked => [
  ['replay', ...args],
  { KEYLEDGER_DATA_DIR: server.dataDirectory, ...env },
];
const replay = (...how: Asked) => captured(...asked(...how));
const replayOfProcess = (...how: Asked) => run(...asked(...how));

const json = async (...args: string[]) => {
  const { error, stdout, stderr } = await replay(['--key', key, '--json', ...args]);
  expect({ error, stderr }).toEqual({ error: undefined, stderr: '' });
  const lines = stdout.trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Fields);
};

test('prints which, when and what, and below it by whom, from where and what it says', async () => {
  const { code, stdout, stderr } = await replayOfProcess(['--key', key]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const time = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z`;
  const [events = '', state = ''] = stdout.split('\n\n');
  const [created = '', renamed = '', secret = '', keypair = '', ...rest] = events.split(/\n(?=\S)/);
  expect(rest).toEqual([]);
  expect(created).toMatch(new RegExp(`^0 {2}${time} {2}KeyCreated\n`));
  expect(created).toMatch(/\n {2}name +"Prüf\\u200dstand"$/m);
  expect(renamed.replaceAll(/ {3,}/g, '  ').split('\n').slice(1)).toEqual([
    '  by  "administrator@acme.example" (user of "acme")',
    expect.stringMatching(/^ {2}from {2}"[\d.:]+", user agent "\w+[^"]*"$/),
    '  name  "Second"',
    '  reason  "a \\"rehearsal\\""',
  ]);
  expect(secret).toMatch(new RegExp(`^2 {2}${time} {2}SecretAdded\n(.*\n)+ {2}lastFour +"\\w{4}"`));
  expect(keypair).toMatch(/^3 {2}.* {2}KeypairAdded\n(.*\n)+ {2}fingerprint +"/);
  expect(state).toMatch(/^The key after revision 3:\n {2}id +"[0-9a-f-]{36}"\n/);
  expect(state).toMatch(/^ {2}name +"Second"$/m);
  expect(state).toMatch(/^ {2}redirectUris +\(none\)$/m);
  expect(state).toMatch(/^ {2}secrets\n {4}- id +"[0-9a-f-]{36}"\n {6}\w+ +/m);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
});

test('takes the id in capitals, and answers in small letters', async () => {
  const [small, capitals] = [await replay(['--key', key]), await replay(['--key', key.toUpperCase()])];
  expect(capitals).toEqual(small);
  expect(capitals.stdout).toContain(`"${key}"`);
  expect(capitals.stdout).not.toContain(key.toUpperCase());
});

test('--json: what GraphQL answers of history and key', async () => {
  const lines = await json();
  const { data } = await server.ask(
    `query ($id: ID!) { integratorKey(id: $id) { name revision owner secrets { id lastFour status }
       history(first: 100) { nodes { id type revision recordedAt actor { id } reason details { name value } } } } }`,
    { id: key },
  );
  const { history, ...shown } = data['integratorKey'] as Fields & { history: { nodes: object[] } };
  expect(lines.slice(0, -1)).toMatchObject(history.nodes);
  expect(lines).toHaveLength(history.nodes.length + 1);
  expect(lines.at(-1)).toMatchObject({ integratorKey: shown });
});

test('no digest, no id of a pepper', async () => {
  const reader = await openSqliteLogReader({
    dataDirectory: server.dataDirectory,
    onFatal: (error) => {
      throw error;
    },
  });
  const events = (await reader.readStream(`integratorKey-${key}`)) as { data: Record<string, string> }[];
  await reader.close();
  const hidden = events
    .flatMap(({ data }) => [data['digest'], data['pepperId'], data['modulusDigest']])
    .filter(Boolean);
  expect(hidden).toHaveLength(3);
  const printed = (await replay(['--key', key])).stdout + (await replay(['--key', key, '--json'])).stdout;
  for (const value of hidden) expect(printed).not.toContain(value);
  const peppers = readFileSync(join(server.dataDirectory, 'peppers.json'), 'utf8');
  expect(printed).not.toContain((JSON.parse(peppers) as { peppers: { 1: string } }).peppers[1]);
});

describe('stops', () => {
  test('at a revision', async () => {
    const lines = await json('--revision', '0');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({ integratorKey: { name: 'Prüf\u200dstand', revision: 0, secrets: [] } });
  });
  test('at a time, in whatever zone it is told', async () => {
    const second = String((await json())[1]?.['recordedAt']);
    const elsewhere = new Date(Date.parse(second) + 2 * 3_600_000).toISOString().replace('Z', '+02:00');
    for (const at of [second, elsewhere])
      expect((await json('--at', at)).at(-1)?.['integratorKey']?.['name']).toBe('Second');
    const before = new Date(Date.parse(second) - 1).toISOString();
    expect((await json('--at', before)).at(-1)?.['integratorKey']?.['revision']).toBe(0);
  });
});

describe('one line, and nothing else', () => {
  test.each<[string, string[], RegExp]>([
    ['no key', [], /--key <id>/],
    ['a key that is none', ['--key', 'hunter2'], /--key is the id of an integrator key, a GUID/],
    ['an unknown key', ['--key', randomUUID()], /^There is no such key in the log\.$/],
    ['a revision that it has not', ['--key', 'KEY', '--revision', '4'], /no such revision; its last one is 3/],
    ['a revision that is none', ['--key', 'KEY', '--revision', 'hunter2'], /--revision is a number/],
    ['a time before it was created', ['--key', 'KEY', '--at', '2000-01-01T00:00Z'], /had not been created by then/],
    ['a time without a zone', ['--key', 'KEY', '--at', '2026-11-23T02:14:00'], /--at is a time such as/],
    ['both', ['--key', 'KEY', '--at', '2000-01-01T00:00Z', '--revision', '0'], /not both/],
  ])('%s', async (_, args, line) => {
    const { error, ...printed } = await replay(args.map((arg) => (arg === 'KEY' ? key : arg)));
    expect(printed).toEqual({ stdout: '', stderr: '' });
    expect(error).toMatch(/^[^\n]+$/);
    expect(error).toMatch(line);
    expect(error).not.toContain('hunter2');
  });
});

test('no log: one line on standard error, and exit code 2', async () => {
  expect(await replayOfProcess(['--key', key], { KEYLEDGER_DATA_DIR: '/nowhere' })).toEqual({
    code: 2,
    stdout: '',
    stderr: 'keyledger: There is no event log in /nowhere.\n',
  });
});

test('a wrong use of it: one line on standard error, and exit code 2', async () => {
  const { code, stdout, stderr } = await replayOfProcess(['--key', 'hunter2']);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^keyledger: --key is the id of an integrator key, a GUID[^\n]*\n$/);
});

test('of EventStoreDB, where that is the store', async () => {
  const prefix = `t${randomBytes(6).toString('hex')}`;
  const store = await openEventStoreDb({ connectionString: double.url, prefix, boundMs: patienceMs });
  const appends = someRenames(1);
  await write(store, appends);
  await store.close();
  const id = appends[0]?.stream.replace('integratorKey-', '') ?? '';
  const { code, stdout } = await replayOfProcess(['--key', id.toUpperCase()], {
    KEYLEDGER_STORE: 'eventstoredb',
    KEYLEDGER_EVENTSTOREDB_URL: double.url,
    KEYLEDGER_EVENTSTOREDB_PREFIX: prefix,
    KEYLEDGER_DATA_DIR: aDirectory(),
  });
  expect(code).toBe(0);
  expect(stdout.split('\n').map((line) => line.split('  ')[2])).toEqual(
    expect.arrayContaining(['KeyCreated', 'KeyRenamed', 'KeyDescribed']),
  );
});
