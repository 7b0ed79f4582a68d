import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openEventStoreDbDouble, type EventStoreDbDouble } from '../kit/eventstoredb/double.js';
import { patienceMs } from '../kit/patience.js';
import { startServer, type ServerProcess } from '../kit/server/server-process.js';
import { minter } from '../kit/server/settings.js';
import { v1Asker } from '../kit/server/v1.js';
import { ask, mutate } from './client.js';
import { newDirectory } from './temporary-directories.js';

let double: EventStoreDbDouble;
beforeAll(async () => void (double = await openEventStoreDbDouble()));
afterAll(() => double.close());

/** Uses until they are seen to be written, then until the kill, then after the start. */
const [WRITTEN, UNSEEN, LATER] = [20, 7, 5];

interface Counted {
  integratorKey: { usage: { usesLast30Days: number } | null; secrets: { usage: { usesLast30Days: number } | null }[] };
}
const counted = `query ($id: ID!) {
  integratorKey(id: $id) { usage { usesLast30Days } secrets { usage { usesLast30Days } } }
}`;

/** How often the key and its one secret were used, which is the same; once the server has read what was written before its start. */
async function usesOf(server: ServerProcess, id: string): Promise<number> {
  for (;;) {
    const { usage, secrets } = (await ask<Counted>(server, counted, { id })).integratorKey;
    expect(secrets).toEqual([{ usage }]);
    if (usage) return usage.usesLast30Days;
    await delay(20);
  }
}

test.each<[string, () => Record<string, string>]>([
  ['the embedded store', () => ({})],
  ['EventStoreDB (its double)', () => ({ KEYLEDGER_STORE: 'eventstoredb', KEYLEDGER_EVENTSTOREDB_URL: double.url })],
])(
  'killed after uses were written, it has them on %s, and each once',
  async (_, variables) => {
    const dataDir = await newDirectory();
    const start = () => startServer(dataDir, { KEYLEDGER_SAMPLE_DATA: 'off', ...variables() });
    const authorizationServer = { account: null, roles: ['AUTHORIZATION_SERVER'] } as const;
    let server = await start();
    const token = await minter(dataDir);
    const { integratorKey } = await mutate(server, 'createIntegratorKey', { name: 'Used' });
    const id = integratorKey?.id ?? '';
    const added = await mutate<{ plainText: string }>(server, 'addSecret', { integratorKeyId: id }, 'plainText');
    const use = async (times: number) => {
      const { postForm } = v1Asker(server, () => token(authorizationServer));
      const parameters = { client_id: id, client_secret: added.plainText };
      for (let n = 0; n < times; n++)
        expect((await postForm('/demo/authenticate-client', parameters)).body).toMatchObject({ active: true });
    };

    await use(WRITTEN);
    while ((await usesOf(server, id)) < WRITTEN) await delay(100); // for as long as it writes none
    await use(UNSEEN);
    expect(await server.stop('SIGKILL')).toEqual([null, 'SIGKILL']);

    server = await start();
    const kept = await usesOf(server, id);
    expect(kept).toBeGreaterThanOrEqual(WRITTEN);
    expect(kept).toBeLessThanOrEqual(WRITTEN + UNSEEN);
    await use(LATER);
    expect(await server.stop()).toEqual([0, null]);

    server = await start();
    expect(await usesOf(server, id)).toBe(kept + LATER);
    expect(await server.stop()).toEqual([0, null]);
  },
  2 * patienceMs,
);
