import { randomUUID } from 'node:crypto';
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { canonicalJson } from '../../src/app/proof/canonical-json.js';
import { checkpointText } from '../../src/app/proof/checkpoint.js';
import { signNote } from '../../src/app/proof/note.js';
import { fencesOf } from '../house/markdown.js';
import { textOf } from '../house/repository.js';
import { newDirectory } from '../e2e/temporary-directories.js';
import { openEventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { filesIn, manifestIn, signedAnew, signerIn, zipOf, type Files } from '../kit/proof/signed-bundle.js';
import { withLog } from '../kit/proof/signed-log.js';
import { judgedHere, judgedInPython, testWithPython } from '../kit/proof/verify-both.js';
import { patienceMs } from '../kit/patience.js';
import { aSignedHistory, exported, happensAfterwards, type SignedHistory } from './a-bundle.js';
import { captured } from './captured.js';
import { run } from './run.js';

jest.setTimeout(5 * patienceMs);

let history: SignedHistory;
let whole: Buffer;
let ofKey: Buffer;
/** When some events of the key have happened and some have not. */
let middle: string;

beforeAll(async () => {
  history = await aSignedHistory(await newDirectory());
  whole = (await exported(history, '--account', 'acme')).bytes;
  ofKey = (await exported(history, '--key', history.keyId.toUpperCase())).bytes;
  const times = eventsIn(ofKey).map(({ metadata }) => metadata.recordedAt);
  middle = times[Math.floor(times.length / 2)] ?? '';
});

interface Event {
  id: string;
  stream: string;
  revision: number;
  type: string;
  data: Record<string, unknown>;
  metadata: { recordedAt: string };
}
const linesIn = (files: Files, name: string) => String(files.get(name)).split('\n').slice(0, -1);
const eventsIn = (bytes: Buffer) => linesIn(filesIn(bytes), 'events.jsonl').map((line) => JSON.parse(line) as Event);

async function bothSay(bytes: Buffer) {
  const [python] = await judgedInPython([bytes], history.trust);
  return { here: judgedHere(bytes, history.trust), python };
}

describe('a bundle of a real log', () => {
  test('of an account has all its keys and its policy, and nothing of another account', () => {
    const { account, keys, streams, from, to } = manifestIn(filesIn(whole));
    expect({ account, keys, from, to }).toEqual({ account: 'acme', keys: null, from: null, to: null });
    expect(Object.keys(streams)).toEqual(
      expect.arrayContaining([`integratorKey-${history.keyId}`, 'keyledgerAccount-YWNtZQ']),
    );
    expect(Object.keys(streams)).not.toContain(`integratorKey-${history.othersKeyId}`);
    expect(new Set(eventsIn(whole).map(({ stream }) => stream))).toEqual(new Set(Object.keys(streams)));
  });

  test('of a key has that key alone', () => {
    expect(manifestIn(filesIn(ofKey))).toMatchObject({ account: 'acme', keys: [history.keyId] });
    expect(new Set(eventsIn(ofKey).map(({ stream }) => stream))).toEqual(new Set([`integratorKey-${history.keyId}`]));
    expect(new Set(eventsIn(ofKey).map(({ type }) => type)).size).toBeGreaterThan(25);
  });

  testWithPython('both verifiers find right, of an account and of a key, with and without a span', async () => {
    const spans = [
      [],
      ['--from', middle],
      ['--to', middle],
      ['--from', '2000-01-01T00:00:00.000Z', '--to', middle],
      ['--to', '2000-01-01T00:00:00.000Z'],
    ];
    const seen: string[] = [];
    for (const whose of [
      ['--account', 'acme'],
      ['--key', history.keyId],
      ['--account', 'globex'],
    ])
      for (const span of spans) {
        const { bytes, error } = await exported(history, ...whose, ...span);
        expect(error).toBeUndefined();
        const { here, python } = await bothSay(bytes);
        expect(here.wrong).toBeNull();
        expect(python?.wrong).toBeNull();
        expect(python?.said.slice(0, here.said.length)).toEqual(here.said);
        seen.push(here.said[3] ?? '');
      }
    expect(new Set(seen).size).toBeGreaterThan(6);
  });

  test('has the same bytes for the same span, also when more has happened since what was signed', async () => {
    const again = async () => (await exported(history, '--key', history.keyId, '--from', middle)).bytes;
    const before = await again();
    expect(before.equals(await again())).toBe(true);
    await happensAfterwards(history);
    expect(before.equals(await again())).toBe(true);
    expect(ofKey.equals((await exported(history, '--key', history.keyId)).bytes)).toBe(true);
  });

  test('has the same bytes when the log has moved to EventStoreDB', async () => {
    const double = await openEventStoreDbDouble();
    try {
      const env = { KEYLEDGER_STORE: 'eventstoredb', KEYLEDGER_EVENTSTOREDB_URL: double.url };
      const from = `sqlite:${history.dataDirectory}`;
      const copied = await captured(['copy', '--from', from, '--to', 'eventstoredb'], env);
      expect(copied.error).toBeUndefined();
      const moved = await exported({ ...history, env }, '--key', history.keyId);
      expect(moved.error).toBeUndefined();
      expect(moved.bytes.equals(ofKey)).toBe(true);
    } finally {
      await double.close();
    }
  });

  test('begins and ends where the span says', async () => {
    const eventsOf = async (...span: string[]) =>
      eventsIn((await exported(history, '--key', history.keyId, ...span)).bytes);
    const [before, after] = [await eventsOf('--to', middle), await eventsOf('--from', middle)];
    expect([...before, ...after].map(({ id }) => id)).toEqual(eventsIn(ofKey).map(({ id }) => id));
    expect(before.every(({ metadata }) => metadata.recordedAt < middle)).toBe(true);
    expect(after[0]?.metadata.recordedAt).toBe(middle);
  });
});

/** What somebody who has the key may want others to believe. */
type Lie = (files: Files) => Files;
const withLines = (files: Files, name: string, change: (lines: string[]) => string[]): Files =>
  new Map([
    ...files,
    [
      name,
      Buffer.from(
        change(linesIn(files, name))
          .map((line) => `${line}\n`)
          .join(''),
      ),
    ],
  ]);
const signed = (files: Files, change?: Parameters<typeof signedAnew>[2]) =>
  signedAnew(files, signerIn(history.keyFile, manifestIn(files).origin), change);
const cut = (lines: string[]) => lines.slice(0, -1);
const withEvent = (files: Files, at: number, change: (event: Event) => Event) =>
  withLines(files, 'events.jsonl', (lines) =>
    lines.map((line, index) => (index === at ? canonicalJson(change(JSON.parse(line) as Event)) : line)),
  );
const withState = (files: Files, from: string, to: string): Files =>
  new Map([...files, ['state.json', Buffer.from(String(files.get('state.json')).replace(from, to))]]);

/** Without its last event, and without the schema that this alone has. */
const withoutTail = (files: Files): Files => {
  const cutOff = withLines(withLines(files, 'events.jsonl', cut), 'proofs.jsonl', cut);
  cutOff.delete('schemas/KeyDeleted.v1.json');
  return cutOff;
};

const lies: [string, RegExp, Lie][] = [
  [
    'a tail is cut off',
    /^events\.jsonl, stream integratorKey-[0-9a-f-]+: it does not end at revision \d+$/,
    (files) => signed(withoutTail(files)),
  ],
  [
    'a tail is cut off, and the manifest agrees',
    /^manifest\.json, stream .*: the range does not end at the last revision$/,
    (files) =>
      signed(withoutTail(files), (manifest) => ({
        ...manifest,
        streams: Object.fromEntries(
          Object.entries(manifest.streams).map(([name, range]) => [
            name,
            { ...range, lastRevision: Number(range.lastRevision) - 1 },
          ]),
        ),
      })),
  ],
  [
    'a state is changed',
    /^state\.json, after, stream .*: status is not what the events lead to$/,
    (files) => signed(withState(files, '"status":"DELETED","termsOfUseUrl"', '"status":"ACTIVE","termsOfUseUrl"')),
  ],
  [
    'an event is changed',
    /^events\.jsonl, line 2, event [0-9a-f-]{36}: it is not in the tree: proofs\.jsonl, line 2 leads to another root hash$/,
    (files) => signed(withEvent(files, 1, (event) => ({ ...event, data: { ...event.data, name: 'Another' } }))),
  ],
  [
    'an event is left out',
    /^events\.jsonl, line 3, event .*: revision 2 of its stream comes next, and this is another$/,
    (files) =>
      signed(
        withLines(
          withLines(files, 'events.jsonl', (lines) => lines.toSpliced(2, 1)),
          'proofs.jsonl',
          (lines) => lines.toSpliced(2, 1),
        ),
      ),
  ],
  [
    'an event is told twice',
    /^events\.jsonl, line 2, event .*: its leaf index is not after the one before$/,
    (files) =>
      signed(
        withLines(
          withLines(files, 'events.jsonl', (lines) => lines.toSpliced(1, 0, lines[0] ?? '')),
          'proofs.jsonl',
          (lines) => lines.toSpliced(1, 0, lines[0] ?? ''),
        ),
      ),
  ],
  [
    'it is said to be of another account',
    /^events\.jsonl, line 1, event .*: it is of another account$/,
    (files) => signed(files, (manifest) => ({ ...manifest, account: 'globex' })),
  ],
  [
    'the tree is said to be another',
    /^manifest\.json: the root hash is not that of the checkpoint$/,
    (files) => signed(files, (manifest) => ({ ...manifest, rootHash: Buffer.alloc(32).toString('base64') })),
  ],
  [
    'a schema is missing',
    /^events\.jsonl, line 1, event .*: there is no schemas\/KeyCreated\.v1\.json$/,
    (files) => signed(new Map([...files].filter(([name]) => name !== 'schemas/KeyCreated.v1.json'))),
  ],
  [
    'a schema allows less',
    /^events\.jsonl, line 1, event .*: its data is not as schemas\/KeyCreated\.v1\.json says: \/ breaks required$/,
    (files) =>
      signed(
        new Map(
          [...files].map(([name, content]) => [
            name,
            name === 'schemas/KeyCreated.v1.json' ? Buffer.from('{"required":["more"]}') : content,
          ]),
        ),
      ),
  ],
  [
    'it is signed by nobody who is trusted',
    /^manifest\.json: (No trusted key has signed the note|A signature of a trusted key is wrong)\.$/,
    (files) =>
      new Map([
        ...files,
        ['manifest.json', Buffer.from(String(files.get('manifest.json')).replace(/.{6}\n$/, 'AAAAA=\n'))],
      ]),
  ],
];

describe('a lie by somebody who has the key', () => {
  testWithPython('is found by both verifiers, and here by the place and the event', async () => {
    const told = lies.map(([name, says, lie]) => ({ name, says, bytes: zipOf(lie(filesIn(ofKey))) }));
    const python = await judgedInPython(
      told.map(({ bytes }) => bytes),
      history.trust,
    );
    for (const [at, { name, says, bytes }] of told.entries()) {
      expect({ name, wrong: judgedHere(bytes, history.trust).wrong }).toEqual({
        name,
        wrong: expect.stringMatching(says),
      });
      expect({ name, wrong: python[at]?.wrong }).toEqual({ name, wrong: expect.any(String) });
    }
  });

  test('is not called one when it is none: signed anew, the bundle is the same', () => {
    expect(zipOf(signed(filesIn(ofKey))).equals(ofKey)).toBe(true);
  });
});

describe('keyledger audit verify', () => {
  const verify = async (bytes: Buffer, trust = history.trust) => {
    const file = join(history.dataDirectory, `${randomUUID()}.zip`);
    writeFileSync(file, bytes);
    return run(['audit', 'verify', file, '--trust', trust]);
  };

  test('says what it has checked, what it is, and exits with 0', async () => {
    const { code, stdout, stderr } = await verify(ofKey);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^zip: \d+ entries, in the one form$/),
      expect.stringMatching(/^2 signatures: /),
      expect.stringMatching(/^\d+ entries: SHA-256 /),
      expect.stringMatching(/^\d+ events: canonical, valid by \d+ schemas, in the tree, of the account, in order$/),
      '1 streams: complete, 1 of them with events in the range',
      '1 states: what replaying the events leads to',
      expect.stringMatching(/^\d+ events: signed, included, in order, complete, replayed$/),
      `This is the history of the account "acme", key ${history.keyId}, from the beginning to the end,`,
      expect.stringMatching(/^in the tree of \d+ events of the origin "[^"]+"\.$/),
      '',
    ]);
  });

  test('docs/audit.md shows what it says, but for numbers', async () => {
    const { bytes } = await exported(
      history,
      '--account',
      'acme',
      '--from',
      '2000-01-01T00:00:00.000Z',
      '--to',
      '2100-01-01T00:00:00.000Z',
    );
    const shape = (text: string) =>
      text
        .trimEnd()
        .replace(/\d+/g, '0')
        .replace(/origin "[^"]+"/, 'origin')
        .replace(/[\s,]+/g, ' ');
    const [shown = ''] = fencesOf(textOf('docs/audit.md')).flatMap(({ code }) =>
      code.startsWith('zip: ') ? [code] : [],
    );
    expect(shape((await verify(bytes)).stdout)).toBe(shape(shown));
  });

  test('exits with 1 when something is wrong, and names it', async () => {
    const damaged = Buffer.from(ofKey);
    damaged[damaged.length - 100] = (damaged.at(-100) ?? 0) ^ 1;
    const { code, stderr } = await verify(damaged);
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringMatching(/^WRONG: zip[^\n]*\n$/) });
  });

  test('exits with 2 when it is called wrongly', async () => {
    expect(await verify(ofKey, 'hunter2')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^keyledger: A verifier key looks like/),
    });
    expect(await run(['audit', 'verify', '/nowhere.zip', '--trust', history.trust])).toMatchObject({
      code: 2,
      stderr: 'keyledger: The bundle cannot be opened: ENOENT.\n',
    });
    expect(await run(['audit', 'verify', '/nowhere.zip'])).toMatchObject({ code: 2 });
  });
});

describe('keyledger audit export refuses, in one line', () => {
  test.each<[string, string[], RegExp]>([
    ['neither account nor key', [], /^Give --account or --key/],
    ['both', ['--account', 'acme', '--key', randomUUID()], /^Give --account or --key/],
    ['a key that is none', ['--key', 'hunter2'], /^--key is the id of an integrator key, a GUID/],
    ['an unknown key', ['--key', randomUUID()], /^The signed log has no events of this account or key\.$/],
    ['an unknown account', ['--account', 'initech'], /^The signed log has no events/],
    [
      'a time of another form',
      ['--account', 'acme', '--from', '2026-11-23T02:14:00Z'],
      /^--from is a time in UTC with milliseconds/,
    ],
    ['a time that there is not', ['--account', 'acme', '--to', '2026-02-30T00:00:00.000Z'], /^--to is a time in UTC/],
    [
      'a span of nothing',
      ['--account', 'acme', '--from', '2026-01-01T00:00:00.000Z', '--to', '2026-01-01T00:00:00.000Z'],
      /^--from has to be before --to/,
    ],
  ])('%s', async (_, args, line) => {
    expect((await exported(history, ...args)).error).toMatch(line);
  });

  test('a file that is there, which it leaves as it is', async () => {
    const { file } = await exported(history, '--account', 'acme');
    const env = { KEYLEDGER_DATA_DIR: history.dataDirectory, KEYLEDGER_AUDIT_KEY_FILE: history.keyFile };
    const { error } = await captured(['audit', 'export', '--account', 'acme', '-o', file], env);
    expect(error).toMatch(/^There is a file of this name already/);
  });

  test('a log of which nothing has been signed yet', async () => {
    const dataDirectory = await newDirectory();
    await withLog(dataDirectory, (store) => store.head());
    const { error } = await exported({ ...history, dataDirectory }, '--account', 'acme');
    expect(error).toMatch(/^No checkpoint has been signed yet: start the server/);
  });

  test('a log that does not have what the server that signs remembers', async () => {
    const keyFile = join(history.dataDirectory, 'remembering.pem');
    copyFileSync(history.keyFile, keyFile);
    const { origin, treeSize } = manifestIn(filesIn(ofKey));
    for (const size of [treeSize, treeSize + 1000]) {
      const text = checkpointText({ origin, size, root: Buffer.alloc(32) });
      writeFileSync(`${keyFile}.checkpoint`, signNote(text, [signerIn(keyFile, origin)]));
      const { error } = await exported({ ...history, keyFile }, '--account', 'acme');
      expect(error).toMatch(/^The event log is not a continuation of what was signed/);
    }
  });

  test('a checkpoint by another key', async () => {
    const { createAuditKey } = await import('../../src/adapters/crypto/audit-keys/create-audit-key.js');
    const keyFile = join(history.dataDirectory, 'another.pem');
    createAuditKey(keyFile);
    expect((await exported({ ...history, keyFile }, '--account', 'acme')).error).toMatch(
      /is not signed by the key in KEYLEDGER_AUDIT_KEY_FILE/,
    );
  });
});
