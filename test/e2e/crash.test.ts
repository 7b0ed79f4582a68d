import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { patienceMs } from '../kit/patience.js';
import { ask, mutate } from './client.js';
import { startServer, type ServerProcess } from '../kit/server/server-process.js';
import { newDirectory } from './temporary-directories.js';

const WRITERS = 16;
const ROUNDS = 3;
const RENAMINGS = 5;

/** Key id -> names in the order they were acknowledged. */
type Acknowledged = Map<string, string[]>;

/** Makes keys and renames them until the server is gone; resolves to how that showed. */
async function write(server: ServerProcess, acknowledged: Acknowledged, count: () => void): Promise<unknown> {
  try {
    for (;;) {
      const { integratorKey } = await mutate(server, 'createIntegratorKey', { name: '0' });
      const integratorKeyId = integratorKey?.id ?? '';
      const names = ['0'];
      acknowledged.set(integratorKeyId, names);
      for (let renaming = 1; renaming <= RENAMINGS; renaming++) {
        count();
        await mutate(server, 'renameIntegratorKey', { integratorKeyId, name: String(renaming) });
        names.push(String(renaming));
      }
    }
  } catch (error) {
    return error;
  }
}

/** Writes with all writers at once and kills the server in the middle of it, without a warning. */
async function writeUntilKilled(server: ServerProcess, acknowledged: Acknowledged, killAfter: number) {
  let written = 0;
  const count = () => {
    if (++written === killAfter) server.signal('SIGKILL');
  };
  const ends = await Promise.all(Array.from({ length: WRITERS }, () => write(server, acknowledged, count)));
  expect(await server.ended).toEqual([null, 'SIGKILL']);
  for (const end of ends) expect(String(end)).toMatch(/fetch failed|terminated/);
}

interface Kept {
  integratorKey: {
    name: string;
    history: { nodes: { revision: number; details: { name: string; value: string }[] }[] };
  } | null;
}
const kept = `query ($id: ID!) { integratorKey(id: $id) { name history(first: 100) { nodes { revision details { name value } } } } }`;

test(
  `killed ${ROUNDS} times under ${WRITERS} writers, it has everything that it acknowledged`,
  async () => {
    const dataDir = await newDirectory();
    const acknowledged: Acknowledged = new Map();
    for (let round = 0; round < ROUNDS; round++) {
      await writeUntilKilled(await startServer(dataDir), acknowledged, 120 + Math.floor(Math.random() * 120));
      expect(acknowledged.size).toBeGreaterThan(WRITERS * (round + 1));
    }
    const server = await startServer(dataDir);
    for (const [id, names] of acknowledged) {
      const { integratorKey } = await ask<Kept>(server, kept, { id });
      const nodes = integratorKey?.history.nodes ?? [];
      const named = nodes.map(({ details }) => details.find(({ name }) => name === 'name')?.value);
      expect(named.slice(0, names.length)).toEqual(names);
      expect(named.length).toBeLessThanOrEqual(names.length + 1); // one more may have been written and not acknowledged
      expect(integratorKey?.name).toBe(named.at(-1));
      expect(nodes.map(({ revision }) => revision)).toEqual(nodes.map((_, index) => index));
    }
    expect(await server.stop()).toEqual([0, null]);
  },
  2 * patienceMs,
);

interface Asked {
  integratorKeyId: string;
  idempotencyKey: string;
  /** Once it was answered. */
  plainText?: string;
}
interface Verified {
  verifyClientSecret: object;
}
interface Shown {
  secret: { id: string };
  plainText: string;
}

test(
  'killed in the middle of it, what was asked for and not answered is done once, and shows its secret',
  async () => {
    const dataDir = await newDirectory();
    const asked: Asked[] = [];
    const add = (server: ServerProcess, { integratorKeyId, idempotencyKey }: Asked) =>
      mutate<Shown>(server, 'addSecret', { integratorKeyId, idempotencyKey }, 'secret { id } plainText');

    for (let round = 0; round < ROUNDS; round++) {
      const server = await startServer(dataDir);
      const killAfter = 40 + Math.floor(Math.random() * 40);
      let begun = 0;
      const write = async () => {
        for (;;) {
          const { integratorKey } = await mutate(server, 'createIntegratorKey', { name: 'Retried' });
          for (let count = 0; count < 3; count++) {
            const one: Asked = { integratorKeyId: integratorKey?.id ?? '', idempotencyKey: randomUUID() };
            asked.push(one);
            if (++begun === killAfter) server.signal('SIGKILL');
            one.plainText = (await add(server, one)).plainText;
          }
        }
      };
      await Promise.allSettled(Array.from({ length: WRITERS }, write));
      expect(await server.ended).toEqual([null, 'SIGKILL']);
    }
    const unanswered = asked.filter(({ plainText }) => plainText === undefined);
    expect(unanswered.length).toBeGreaterThanOrEqual(ROUNDS);
    const server = await startServer(dataDir);
    const shown = new Map<string, Set<string>>();
    for (const one of asked) {
      const { secret, plainText } = await add(server, one);
      if (one.plainText !== undefined) expect(plainText === one.plainText).toBe(true);
      shown.set(one.integratorKeyId, (shown.get(one.integratorKeyId) ?? new Set()).add(secret.id));
      const check = `query ($id: ID!, $s: String!) { verifyClientSecret(clientId: $id, environment: DEMO, secret: $s) { active secretId } }`;
      const { verifyClientSecret } = await ask<Verified>(server, check, { id: one.integratorKeyId, s: plainText });
      expect(verifyClientSecret).toEqual({ active: true, secretId: secret.id });
    }
    for (const [id, secretIds] of shown) {
      const { integratorKey } = await ask<{ integratorKey: { secrets: { id: string }[] } }>(
        server,
        'query ($id: ID!) { integratorKey(id: $id) { secrets { id } } }',
        { id },
      );
      expect(integratorKey.secrets.map(({ id: secretId }) => secretId).sort()).toEqual([...secretIds].sort());
    }
    await server.stop();
  },
  2 * patienceMs,
);
