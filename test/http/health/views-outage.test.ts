import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openDatabase, type Database } from '../../../src/adapters/sqlite/database/driver.js';
import { serveApart } from '../../kit/server/own-process.js';
import { aServerOfItsOwn } from '../../kit/server/server.js';
import { newDataDirectory } from '../../kit/server/settings.js';

const server = aServerOfItsOwn({ KEYLEDGER_VIEWS_WAIT_MS: '500' }); // a command waits so long for views that are locked;
let tool: Database;
const file = () => join(server.dataDirectory, 'views.db');
beforeAll(() => void (tool = openDatabase(file())));
afterAll(() => tool.close());

const names = '{ integratorKeys { nodes { name } } }';
async function ready() {
  const { status, text } = await server.get('/health/ready');
  const { views } = JSON.parse(text) as { views: { caughtUp: boolean; problem: string | null } };
  return { status, views };
}

test('while somebody has the views locked commands succeed, queries are refused, and it is over when they let go', async () => {
  tool.exec('BEGIN IMMEDIATE');
  const { integratorKey, userErrors } = await server.mutate('createIntegratorKey', { name: 'Meanwhile' });
  expect([integratorKey, userErrors]).toEqual([expect.anything(), []]);
  expect(await ready()).toMatchObject({
    status: 503,
    views: { caughtUp: false, problem: 'VIEWS_UNAVAILABLE' },
  });
  expect(await server.ask(names)).toMatchObject({ code: 'UNAVAILABLE' });

  tool.exec('ROLLBACK');
  while ((await ready()).status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await ready()).views.problem).toBeNull();
  expect((await server.ask(names)).data).toEqual({ integratorKeys: { nodes: [{ name: 'Meanwhile' }] } });
});

test('a disk that does not give the rows is UNAVAILABLE, and no incident', async () => {
  tool.exec("UPDATE written_under SET boot = 'elsewhere'"); // a change by another connection: the server has to read its pages again
  truncateSync(`${file()}-wal`, 0); // which then are not there: SQLITE_IOERR_SHORT_READ
  const { errors } = await server.ask(names);
  expect(errors).toMatchObject([
    { message: 'The read models cannot be read at the moment; try again.', extensions: { code: 'UNAVAILABLE' } },
  ]);
});

test('the log says when it begins, and when it is over', async () => {
  const directory = await newDataDirectory();
  const apart = await serveApart({ KEYLEDGER_VIEWS_WAIT_MS: '500' }, directory);
  try {
    const locking = openDatabase(join(directory, 'views.db'));
    locking.exec('BEGIN IMMEDIATE');
    await apart.mutate('createIntegratorKey', { name: 'Meanwhile' });
    expect(await apart.saidUpTo('the views cannot be read')).not.toContain('the views can be read again');
    locking.exec('ROLLBACK');
    locking.close();
    expect(await apart.saidUpTo('the views can be read again')).toMatch(/"level":40[^\n]*the views can be read again/);
  } finally {
    await apart.end();
  }
});
