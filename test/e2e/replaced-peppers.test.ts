import { randomBytes, randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { ask, mutate, post } from './client.js';
import { startServer } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';

const addSecret = 'mutation ($input: AddSecretInput!) { addSecret(input: $input) { userErrors { code } } }';

/** Lets the views stand still: the log has a fact that this program does not know. */
async function tellTheUnknown(dataDirectory: string) {
  const store = await openSqliteEventStore({ dataDirectory, onFatal: (error) => expect(error).toBeUndefined() });
  const unknown = { id: randomUUID(), type: 'KeyPainted', data: {}, metadata: { schemaVersion: 1 } };
  await store.append(`integratorKey-${randomUUID()}`, 'no_stream', [unknown]);
  await store.close();
}

async function secretsIn(dataDirectory: string): Promise<number> {
  const store = await openSqliteEventStore({ dataDirectory, onFatal: (error) => expect(error).toBeUndefined() });
  let secrets = 0;
  for await (const page of store.readAll()) secrets += page.filter(({ type }) => type === 'SecretAdded').length;
  await store.close();
  return secrets;
}

test('no secret is made while nobody knows which peppers the log needs: it might be the wrong one for ever', async () => {
  const dataDir = await newDirectory();
  const first = await startServer(dataDir, { KEYLEDGER_SAMPLE_DATA: 'off' });
  const { integratorKey } = await mutate(first, 'createIntegratorKey', { name: 'Mine' });
  const input = { integratorKeyId: integratorKey?.id, environment: 'DEMO' };
  await mutate(first, 'addSecret', input);
  await first.stop();

  await tellTheUnknown(dataDir);
  for (const name of ['views.db', 'views.db-wal', 'views.db-shm']) await rm(join(dataDir, name), { force: true });
  const fresh = randomBytes(32).toString('base64');
  await writeFile(join(dataDir, 'peppers.json'), JSON.stringify({ current: 1, peppers: { 1: fresh } }));
  const blind = await startServer(dataDir);
  const { errors } = await post(blind, addSecret, { input });
  expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['UNAVAILABLE']);
  const all = { integratorKeyId: integratorKey?.id, addSecrets: [{ environment: 'DEMO' }] };
  await expect(mutate(blind, 'saveIntegratorKey', all)).rejects.toThrow('UNAVAILABLE');
  await mutate(blind, 'renameIntegratorKey', { integratorKeyId: integratorKey?.id, name: 'Still mine' });
  expect(await ask(blind, '{ viewer { id } }')).toMatchObject({ viewer: {} });
  expect(await blind.stop()).toEqual([0, null]);
  expect(await secretsIn(dataDir)).toBe(1);
});
