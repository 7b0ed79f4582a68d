import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { asker } from './ask.js';
import { openDoor } from './eventstoredb/door.js';
import { minter } from './server.js';

const main = fileURLToPath(new URL('../../src/main.js', import.meta.url));

export interface Ready {
  status: number;
  views: { caughtUp: boolean; position: string | null; staleForMs: number; problem: string | null };
}

export type Cluster = Awaited<ReturnType<typeof aCluster>>;
export type ApiNode = Awaited<ReturnType<Cluster['start']>>;

/** API nodes, each a process with a data directory of its own, that share the peppers and the issuer of tokens. */
export async function aCluster() {
  const base = await mkdtemp(join(tmpdir(), 'keyledger-nodes-'));
  const token = await minter(base);
  const administrator = await token();
  const running = new Set<{ end(): Promise<unknown> }>();
  let count = 0;

  /** A node whose way to the store leads through a door of its own; it listens, and need not be ready. `port` of the store. */
  async function start(port: number, settings: Record<string, string> = {}, options = 'tls=false') {
    const directory = join(base, `node-${++count}`);
    await mkdir(directory);
    await copyFile(join(base, 'development-issuer.json'), join(directory, 'development-issuer.json'));
    const door = await openDoor(port);
    const env = {
      PATH: process.env['PATH'] ?? '',
      KEYLEDGER_STORE: 'eventstoredb',
      KEYLEDGER_EVENTSTOREDB_URL: `esdb://127.0.0.1:${door.port}?${options}`,
      KEYLEDGER_DATA_DIR: directory,
      KEYLEDGER_PEPPERS_FILE: join(base, 'peppers.json'),
      KEYLEDGER_PORT: '0',
      KEYLEDGER_SAMPLE_DATA: 'off',
      KEYLEDGER_LOG_LEVEL: 'info',
      ...settings,
    };
    const child = spawn(process.execPath, ['--no-warnings', main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const closed = once(child, 'close') as Promise<[number | null, NodeJS.Signals | null]>;
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)));
    let address: string | undefined;
    while (!(address = /Server listening at (http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1])) {
      if (child.exitCode !== null) throw new Error(`The server ended: ${said}`);
      await delay(10);
    }
    const client = asker(address, administrator);
    const health = async (): Promise<Ready> => {
      const { status, text } = await client.get('/health/ready');
      return { status, views: (JSON.parse(text) as Ready).views };
    };
    const end = async (signal: NodeJS.Signals = 'SIGTERM') => {
      child.kill(signal);
      const ending = await closed;
      await door.shut();
      running.delete(node);
      return ending;
    };
    const node = {
      ...client,
      address,
      directory,
      door,
      health,
      said: () => said,
      /** Resolves when the health of the node is such. */
      async until(condition: (health: Ready) => boolean): Promise<Ready> {
        for (;;) {
          const now = await health();
          if (condition(now)) return now;
          await delay(20);
        }
      },
      ready: async () => void (await node.until(({ status }) => status === 200)),
      signal: (signal: NodeJS.Signals) => void child.kill(signal),
      end,
    };
    running.add(node);
    return node;
  }

  return {
    start,
    token,
    administrator,
    async close(): Promise<void> {
      await Promise.all([...running].map((node) => node.end()));
      await rm(base, { recursive: true, force: true });
    },
  };
}
