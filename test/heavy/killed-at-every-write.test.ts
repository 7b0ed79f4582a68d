import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect } from '@jest/globals';
import { mutate } from '../e2e/client.js';
import { share } from '../kit/share.js';
import type { ServerProcess } from '../kit/server/server-process.js';
import { newDirectory } from '../e2e/temporary-directories.js';
import { eventsIn, filesOf, viewsAndRebuilt } from './examine.js';
import { atEvery, aUsedDirectory, FSYNCS, serverOn, WRITES, type Killed } from './kill-at-every.js';
import { testWithStrace } from './needs.js';
import { strace } from './strace.js';

let used = '';
let integratorKeyId = '';
beforeAll(async () => {
  ({ directory: used, integratorKeyId } = await aUsedDirectory((server, id) =>
    mutate(server, 'addSecret', { integratorKeyId: id }),
  ));
});

const save = (server: ServerProcess) =>
  mutate(server, 'saveIntegratorKey', {
    ...{ integratorKeyId, name: 'After', description: 'Saved' },
    addRedirectUris: [{ redirectUri: 'https://app.example/one' }, { redirectUri: 'https://app.example/two' }],
    addSecrets: [{ label: 'third' }],
  });
const before = ['KeyCreated', 'SecretAdded'];
const saved = ['KeyRenamed', 'KeyDescribed', 'RedirectUriAdded', 'RedirectUriAdded', 'SecretAdded'];

/** Nothing half-done, nothing lost that was acknowledged, and the views are what a rebuild makes. */
const expectWhole = (previous: string[], written: string[]) => async (one: Killed) => {
  const events = await eventsIn(one.directory);
  const types = events.map(({ type }) => type);
  if (one.acknowledged || types.length > previous.length) expect(types).toEqual([...previous, ...written]);
  else expect(types).toEqual(previous);
  const { left, rebuilt } = viewsAndRebuilt(one.directory, await newDirectory(), events);
  expect(left).toEqual(rebuilt);
};

describe('a server: SIGKILL at every', () => {
  testWithStrace('write to the log, of a command of several events', async () => {
    const kills = await atEvery(serverOn(used, 'events.db', WRITES, save), expectWhole(before, saved));
    expect(kills).toBeGreaterThanOrEqual(share.atLeast(5));
  });
  testWithStrace('fsync of the log', async () => {
    const kills = await atEvery(serverOn(used, 'events.db', FSYNCS, save), expectWhole(before, saved));
    expect(kills).toBeGreaterThanOrEqual(share.atLeast(3));
  });
  testWithStrace('seventh write to the views', async () => {
    const kills = await atEvery(serverOn(used, 'views.db', WRITES, save), expectWhole(before, saved), { step: 7 });
    expect(kills).toBeGreaterThanOrEqual(share.atLeast(3));
  });
});

/** With its control: were the store like the hasty writer, the same means would find it out. */
describe('the store alone: SIGKILL at every', () => {
  testWithStrace('write to a log, from the making of it', async () => {
    expect([...(await verdictsOn('lone-writer.js', WRITES))]).toEqual(['whole']);
  });
  testWithStrace('fsync of a log, from the making of it', async () => {
    expect([...(await verdictsOn('lone-writer.js', FSYNCS))]).toEqual(['whole']);
  });
  testWithStrace('write of a writer that acknowledges before it commits, event by event: found out', async () => {
    expect([...(await verdictsOn('hasty-writer.js', WRITES))].sort()).toEqual(['lost', 'torn', 'whole']);
  });
});

/** What became of the two events of such a process, in any of its runs. */
async function verdictsOn(script: string, calls: string): Promise<Set<string>> {
  const verdicts = new Set<string>();
  const kills = await atEvery(
    lone(script, calls),
    async ({ directory, acknowledged }) => {
      const { length } = await eventsIn(directory);
      verdicts.add(acknowledged && length === 0 ? 'lost' : length === 1 ? 'torn' : 'whole');
    },
    { whole: true },
  );
  expect(kills).toBeGreaterThan(3);
  return verdicts;
}

const lone =
  (script: string, calls: string) =>
  async (when: number): Promise<Killed> => {
    const directory = await newDirectory();
    const through = strace({ calls, does: 'signal=SIGKILL', when, files: filesOf(directory, 'events.db') });
    const path = fileURLToPath(new URL(script, import.meta.url));
    const [command = '', ...args] = [...through, process.execPath, '--no-warnings', path, directory];
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(child, 'close') as Promise<[number | null, string | null]>;
    const said = await text(child.stdout);
    const [code, signal] = await ended;
    expect([code, signal]).toEqual(signal === null ? [0, null] : [null, 'SIGKILL']);
    return { directory, acknowledged: said !== '', killed: signal !== null };
  };
