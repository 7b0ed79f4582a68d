import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { projections } from '../../projections/index.js';
import { takeDataDirectory } from '../../src/adapters/sqlite/log/data-directory.js';
import { openDatabase } from '../../src/adapters/sqlite/database/driver.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { serve } from '../kit/server/server.js';
import { newDataDirectory } from '../kit/server/settings.js';
import { closeAfterwards } from '../kit/close-afterwards.js';
import { aDirectory, dump } from '../kit/views/views.js';
import { captured } from './captured.js';
import { run } from './run.js';

let dataDirectory = '';
let before: object = {};
let double: EventStoreDbDouble;

/** Every row, and how far each view has come; it does not begin anew what it finds. */
function rowsIn(directory: string) {
  const views = openViews(directory, projections);
  try {
    views.db.run(`INSERT INTO key_details_text (key_details_text) VALUES ('integrity-check')`);
    return dump(views.db, /^key_details_text_(data|idx)$/);
  } finally {
    views.close();
  }
}

beforeAll(async () => {
  double = await openEventStoreDbDouble();
  dataDirectory = await newDataDirectory();
  const server = await serve({ KEYLEDGER_SAMPLE_DATA: 'on' }, dataDirectory);
  const integratorKeyId = await server.newKey();
  await server.mutate('addSecret', { integratorKeyId });
  await server.mutate('renameIntegratorKey', { integratorKeyId, name: 'Another name' });
  await server.close();
  before = rowsIn(dataDirectory);
});
afterAll(async () => {
  rmSync(dataDirectory, { recursive: true, force: true });
  await double.close();
});

type Variables = Record<string, string>;
const rebuild = (env: Variables = {}) => captured(['rebuild'], { KEYLEDGER_DATA_DIR: dataDirectory, ...env });
const rebuildOfProcess = (env: Variables = {}) => run(['rebuild'], { KEYLEDGER_DATA_DIR: dataDirectory, ...env });
const path = () => join(dataDirectory, 'views.db');

test('the rows are as they were, and of a file that is new', async () => {
  const mark = openDatabase(path());
  mark.exec("CREATE TABLE mark (text TEXT); INSERT INTO mark VALUES ('of the old file')");
  mark.close();
  const { code, stdout, stderr } = await rebuildOfProcess();
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Built 6 views again from \d\d events, up to position [0-9a-f]{12}_[0-9a-f]{16}\.\n$/);
  expect(stderr).toMatch(/^(\d+ events? read so far\n)*$/);
  const asJson = (await captured(['rebuild', '--json'], { KEYLEDGER_DATA_DIR: dataDirectory })).stdout;
  expect(asJson).toMatch(/^\{"views":6,"events":\d\d,"position":"[0-9a-f]{12}_[0-9a-f]{16}"\}\n$/);
  expect(readFileSync(path()).includes('of the old file')).toBe(false);
  expect(Object.keys(before)).toEqual(expect.arrayContaining(['key_details', 'credentials', 'key_history']));
  expect(rowsIn(dataDirectory)).toEqual(before);
});

test.each<[string, () => void]>([
  ['damaged', () => writeFileSync(path(), 'This is a text. '.repeat(1000))],
  ['missing', () => rmSync(path(), { force: true })],
])('views that are %s are made all the same', async (_, harm) => {
  harm();
  expect(await rebuild()).toMatchObject({ error: undefined });
  expect(rowsIn(dataDirectory)).toEqual(before);
});

test('is refused, and changes nothing, while a server has the directory', async () => {
  const server = await serve({}, dataDirectory);
  const { code, stdout, stderr } = await rebuildOfProcess();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^keyledger: The data directory .* is in use by another process: [^\n]+\n$/);
  const { data } = await server.ask('{ integratorKeys(filter: { nameContains: "Another name" }) { totalCount } }');
  expect(data).toEqual({ integratorKeys: { totalCount: 1 } });
  await server.close();
  expect(rowsIn(dataDirectory)).toEqual(before);
});

test('what notices lost events is not thrown away with the views', async () => {
  const directory = aDirectory();
  const server = await serve({}, directory);
  await server.newKey();
  await server.close();
  const other = aDirectory();
  const source = await serve({}, other);
  await source.close();
  writeFileSync(join(directory, 'events.db'), readFileSync(join(other, 'events.db')));
  const there = readFileSync(join(directory, 'views.db'));
  const { error } = await rebuild({ KEYLEDGER_DATA_DIR: directory });
  expect(error).toMatch(/^The event log is damaged: it is empty, and the views beside it were made/);
  expect(readFileSync(join(directory, 'views.db'))).toEqual(there);
});

test('from EventStoreDB the rows are the same but for positions, and the directory is taken likewise', async () => {
  const target = aDirectory();
  const env = {
    KEYLEDGER_STORE: 'eventstoredb',
    KEYLEDGER_EVENTSTOREDB_URL: double.url,
    KEYLEDGER_EVENTSTOREDB_PREFIX: `t${randomBytes(6).toString('hex')}`,
    KEYLEDGER_DATA_DIR: target,
  };
  const copied = await captured(['copy', '--from', `sqlite:${dataDirectory}`, '--to', 'eventstoredb'], env);
  expect(copied).toMatchObject({ error: undefined });
  expect(await rebuildOfProcess(env)).toMatchObject({ code: 0 });
  const rows = rowsIn(target) as Record<string, string[]>;
  expect(rows['key_details']).toEqual((before as Record<string, string[]>)['key_details']);
  expect(rows['credentials']).toEqual((before as Record<string, string[]>)['credentials']);
  expect(rows['key_history']).toHaveLength((before as Record<string, string[]>)['key_history']?.length ?? 0);

  const lock = takeDataDirectory(target);
  closeAfterwards(() => lock.close());
  const refused = await rebuildOfProcess(env);
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('in use by another process') });
});
