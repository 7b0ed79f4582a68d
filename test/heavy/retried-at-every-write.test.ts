import { beforeAll, describe, expect } from '@jest/globals';
import { readConfig } from '../../src/config/config.js';
import { start } from '../../src/server/start.js';
import { ask, mutate, type Asked } from '../e2e/client.js';
import { share } from '../kit/share.js';
import { settingsIn } from '../kit/server/settings.js';
import type { DataFile } from './examine.js';
import { atEvery, aUsedDirectory, FSYNCS, serverOn, WRITES, type Killed } from './kill-at-every.js';
import { testWithStrace } from './needs.js';

interface Shown {
  secret: { id: string };
  plainText: string;
}
interface Found {
  integratorKey: { secrets: { id: string }[] };
  verifyClientSecret: { active: boolean; secretId: string };
}

const idempotencyKey = 'the name of this attempt';
let used = '';
let integratorKeyId = '';
beforeAll(async () => {
  ({ directory: used, integratorKeyId } = await aUsedDirectory(async () => undefined));
});

/** What the command answered before its server was killed, if it did. */
const answered = new Map<string, Shown>();
const add = (server: Asked) =>
  mutate<Shown>(server, 'addSecret', { integratorKeyId, idempotencyKey }, 'secret { id } plainText');

const found = `query ($id: ID!, $s: String!) {
  integratorKey(id: $id) { secrets { id } }
  verifyClientSecret(clientId: $id, environment: DEMO, secret: $s) { active secretId }
}`;

/** The server on a directory whose own server is gone; in this process, which has loaded it already. */
async function startedAgain(directory: string) {
  const { address, developmentToken: token = '', ready, close } = await start(readConfig(settingsIn(directory)));
  await ready;
  return { address, token, close };
}

async function expectOnce(one: Killed): Promise<void> {
  const server = await startedAgain(one.directory);
  try {
    await expectOneEffect(server, one);
  } finally {
    await server.close();
  }
}

/** A retry has the one effect, twice the same answer, and that of the first try if there was one. */
async function expectOneEffect(server: Asked, { directory, acknowledged }: Killed): Promise<void> {
  const second = await add(server);
  expect((await add(server)).plainText === second.plainText).toBe(true);
  const first = answered.get(directory);
  expect(first !== undefined).toBe(acknowledged);
  if (first) expect(JSON.stringify(first) === JSON.stringify(second)).toBe(true);
  const { integratorKey, verifyClientSecret } = await ask<Found>(server, found, {
    id: integratorKeyId,
    s: second.plainText,
  });
  expect(integratorKey.secrets).toEqual([{ id: second.secret.id }]);
  expect(verifyClientSecret).toEqual({ active: true, secretId: second.secret.id });
}

describe('asked for again after a SIGKILL at every', () => {
  const cases: [string, DataFile, string][] = [
    ['write to the records', 'idempotency.db', WRITES],
    ['fsync of the records', 'idempotency.db', FSYNCS],
    ['write to the log', 'events.db', WRITES],
    ['fsync of the log', 'events.db', FSYNCS],
  ];
  for (const [name, file, calls] of cases)
    testWithStrace(`${name}, a secret is made once and shown again`, async () => {
      const run = serverOn(
        used,
        file,
        calls,
        async (server, directory) => void answered.set(directory, await add(server)),
      );
      expect(await atEvery(run, expectOnce)).toBeGreaterThanOrEqual(share.atLeast(2));
    });
});
