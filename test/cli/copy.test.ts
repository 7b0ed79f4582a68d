import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openEventStoreDb } from '../../src/adapters/eventstoredb/open.js';
import { openSqliteLogReader } from '../../src/adapters/sqlite/log/open-log-reader.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { patienceMs } from '../kit/patience.js';
import { textsIn, textsOf, write, type Append } from '../kit/stores/some-log.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aDirectory } from '../kit/views/views.js';
import { writeLogIn } from '../kit/stores/written-log.js';
import { run, started } from './run.js';
import { someRenames } from './some-renames.js';

let double: EventStoreDbDouble;
beforeAll(async () => void (double = await openEventStoreDbDouble()));
afterAll(() => double.close());

const onFatal = (error: Error) => {
  throw error;
};

/** A data directory with a log, which nobody has open. */
async function aLogOf(appends: readonly Append[]): Promise<string> {
  const dataDirectory = aDirectory();
  await writeLogIn(dataDirectory, appends);
  return dataDirectory;
}

async function textsAt(dataDirectory: string): Promise<string[]> {
  const reader = await openSqliteLogReader({ dataDirectory, onFatal });
  return textsOf(reader).finally(() => reader.close());
}

async function textsUnder(prefix: string): Promise<string[]> {
  const store = await openEventStoreDb({ connectionString: double.url, prefix, boundMs: patienceMs });
  return textsOf(store).finally(() => store.close());
}

/** What the command is told of its stores; no two tests share a prefix. */
const settings = (dataDirectory: string, more: Record<string, string> = {}) => ({
  KEYLEDGER_DATA_DIR: dataDirectory,
  KEYLEDGER_EVENTSTOREDB_URL: double.url,
  KEYLEDGER_EVENTSTOREDB_PREFIX: `t${randomBytes(6).toString('hex')}`,
  ...more,
});

const copy = (from: string, to: string, env: Record<string, string>) => run(['copy', '--from', from, '--to', to], env);

test('to EventStoreDB and back to a new directory: every event is as it was', async () => {
  const appends = someRenames(20);
  const env = settings(await aLogOf(appends));
  const there = await copy('sqlite', 'eventstoredb', env);
  expect(there).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Copied 60 events; 0 were there already\.\n/),
  });
  expect(there.stdout).toMatch(/^Checked: .* in the same order: 60 events\.$/m);
  expect(there.stderr).toMatch(/^((compared|copied) \d+ events? so far\n)*$/);
  expect(there.stdout).toMatch(/NOT copied: the peppers/);
  expect(await textsUnder(env.KEYLEDGER_EVENTSTOREDB_PREFIX)).toEqual(textsIn(appends));

  const back = join(aDirectory(), 'new');
  expect(await copy('eventstoredb', `sqlite:${back}`, env)).toMatchObject({ code: 0 });
  expect(await textsAt(back)).toEqual(textsIn(appends));
  expect((await copy('eventstoredb', `sqlite:${back}`, env)).stdout).toMatch(/^Copied 0 events; 60 were there/);
});

test('says nothing of the way in the first second, and one event is one event', async () => {
  const [birth] = someRenames(1) as [Append];
  const env = settings(await aLogOf([birth]));
  const target = join(aDirectory(), 'new');
  const first = await copy('sqlite', `sqlite:${target}`, env);
  expect(first.stdout).toMatch(/^Copied 1 event; 0 were there already\.\nChecked: .*: 1 event\.\n/);
  expect((await copy('sqlite', `sqlite:${target}`, env)).stdout).toMatch(/^Copied 0 events; 1 was there already\.\n/);
});

test('--json: how many were copied and how many were there, as one document on one line', async () => {
  const args = ['copy', '--from', 'sqlite', '--to', `sqlite:${join(aDirectory(), 'new')}`, '--json'];
  const { code, stdout } = await run(args, settings(await aLogOf(someRenames(2))));
  expect({ code, stdout }).toEqual({ code: 0, stdout: '{"there":0,"copied":6}\n' });
});

test('killed in the middle it goes on when it is run again', async () => {
  const appends = someRenames(150);
  const env = settings(await aLogOf(appends));
  double.faults.slow(5);
  const child = started(['copy', '--from', 'sqlite', '--to', 'eventstoredb'], env);
  try {
    const begun = double.log.all.length;
    while (double.log.all.length < begun + 100) await new Promise((resolve) => setTimeout(resolve, 5));
  } finally {
    await child.kill();
    double.faults.clear();
  }
  const there = await textsUnder(env.KEYLEDGER_EVENTSTOREDB_PREFIX);
  expect(there.length).toBeGreaterThan(50);
  expect(there).toEqual(textsIn(appends).slice(0, there.length));
  expect(there.length).toBeLessThan(450);
  expect((await copy('sqlite', 'eventstoredb', env)).stdout).toMatch(
    new RegExp(`^Copied ${450 - there.length} events; ${there.length} were there already`),
  );
  expect(await textsUnder(env.KEYLEDGER_EVENTSTOREDB_PREFIX)).toEqual(textsIn(appends));
});

describe('with a store open', () => {
  test('a source is copied beside the server that writes to it', async () => {
    const dataDirectory = aDirectory();
    const store = await openSqliteEventStore({ dataDirectory, onFatal });
    closeAfterwards(() => store.close());
    const appends = someRenames(3);
    await write(store, appends);
    const target = join(aDirectory(), 'new');
    expect(await copy('sqlite', `sqlite:${target}`, settings(dataDirectory))).toMatchObject({ code: 0 });
    expect(await textsAt(target)).toEqual(textsIn(appends));
  });
  test('a target is refused', async () => {
    const dataDirectory = aDirectory();
    const store = await openSqliteEventStore({ dataDirectory, onFatal });
    closeAfterwards(() => store.close());
    const source = await aLogOf(someRenames(1));
    const answer = await copy(`sqlite:${source}`, 'sqlite', settings(dataDirectory));
    expect(answer).toMatchObject({ code: 2, stdout: '' });
    expect(answer.stderr).toMatch(/^keyledger: The data directory .* is in use by another process: [^\n]+\n$/);
    expect(await textsAt(dataDirectory)).toEqual([]);
  });
});

test('a target of another log is left as it is, and the first event that differs is named without its data', async () => {
  const [ours, theirs] = [someRenames(2), someRenames(1)];
  const target = await aLogOf(theirs);
  const answer = await copy('sqlite', `sqlite:${target}`, settings(await aLogOf(ours)));
  const place = `event 0 of ${theirs[0]?.stream}`;
  expect(answer).toMatchObject({ code: 2, stdout: '' });
  expect(answer.stderr.split('\n').filter((line) => line.startsWith('keyledger:'))).toEqual([
    `keyledger: The target has another event there than the source: ${place}. The target has to be the beginning of the source.`,
  ]);
  expect(answer.stderr).not.toMatch(/Key 0|Renamed/);
  expect(await textsAt(target)).toEqual(textsIn(theirs));
});

test('an event that its schema does not know is not copied to EventStoreDB', async () => {
  const [birth] = someRenames(1) as [Append];
  const wrong = { ...birth, events: birth.events.map((event) => ({ ...event, data: { hunter2: 'hunter2' } })) };
  const env = settings(await aLogOf([wrong]));
  const { code, stderr } = await copy('sqlite', 'eventstoredb', env);
  expect(code).toBe(2);
  expect(stderr).toContain(`The target does not take event 0 of ${birth.stream}, or one of its command: `);
  expect(stderr).not.toContain('hunter2');
  expect(await textsUnder(env.KEYLEDGER_EVENTSTOREDB_PREFIX)).toEqual([]);
});

describe('one line, exit code 2, and no connection string', () => {
  const dead = 'esdb://ada:hunter2@127.0.0.1:1?tls=false';
  test.each<[string, string[], Record<string, string>, RegExp]>([
    ['no source', ['--to', 'sqlite'], {}, /--from <store>/],
    ['a store that is none', ['--from', 'hunter2', '--to', 'sqlite'], {}, /A store is sqlite, sqlite:<directory> or /],
    ['the same store twice', ['--from', 'sqlite', '--to', 'sqlite'], {}, /are the same store/],
    ['no log there', ['--from', 'sqlite', '--to', 'eventstoredb'], {}, /There is no event log in /],
    [
      'no address of EventStoreDB',
      ['--from', 'eventstoredb', '--to', 'sqlite'],
      { KEYLEDGER_EVENTSTOREDB_URL: '' },
      /KEYLEDGER_EVENTSTOREDB_URL is missing/,
    ],
    [
      'an option that the client does not know',
      ['--from', 'eventstoredb', '--to', 'sqlite'],
      { KEYLEDGER_EVENTSTOREDB_URL: 'esdb://ada:hunter2@127.0.0.1:1?hunter2=1' },
      /KEYLEDGER_EVENTSTOREDB_URL: .*option number 1 is not one/,
    ],
    [
      'nobody there',
      ['--from', 'eventstoredb', '--to', 'sqlite'],
      { KEYLEDGER_EVENTSTOREDB_URL: dead },
      /cannot be read now: nothing answers at the address in KEYLEDGER_EVENTSTOREDB_URL/,
    ],
    [
      'no TLS where TLS is asked for',
      ['--from', 'eventstoredb', '--to', 'sqlite'],
      { KEYLEDGER_EVENTSTOREDB_URL: 'TLS' },
      /cannot be read now: its certificate is not trusted, or it speaks no TLS/,
    ],
  ])('%s', async (_, args, env, line) => {
    const directory = join(aDirectory(), 'missing');
    const url =
      env.KEYLEDGER_EVENTSTOREDB_URL === 'TLS' ? `esdb://ada:hunter2@localhost:${double.port}?tls=true` : null;
    const answer = await run(
      ['copy', ...args],
      settings(directory, { ...env, ...(url && { KEYLEDGER_EVENTSTOREDB_URL: url }) }),
    );
    expect(answer).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(/^keyledger: [^\n]+\n$/) });
    expect(answer.stderr).toMatch(line);
    expect(answer.stderr).not.toMatch(/hunter2|127\.0\.0\.1|localhost/);
    expect(existsSync(directory)).toBe(false);
  });

  test('wrong user or password', async () => {
    double.faults.next('read-stream', 'unauthenticated', 1);
    const answer = await copy('eventstoredb', 'sqlite', settings(join(aDirectory(), 'missing')));
    expect(answer).toMatchObject({ code: 2, stderr: expect.stringMatching(/does not take the user and the password/) });
  });
});
