import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { asker } from './ask.js';
import { openDoor } from '../eventstoredb/door.js';
import { patienceMs } from '../patience.js';
import { launchServer, worker } from './server-process.js';
import { minter } from './settings.js';

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

  /** A process whose way to the store leads through a door of its own; `program` as `launchServer` has it. */
  async function launch(
    port: number,
    settings: Record<string, string>,
    { options = 'tls=false', program }: { options?: string | undefined; program?: readonly string[] } = {},
  ) {
    const directory = join(base, `node-${++count}`);
    await mkdir(directory);
    await copyFile(join(base, 'development-issuer.json'), join(directory, 'development-issuer.json'));
    const door = await openDoor(port);
    const variables = {
      KEYLEDGER_STORE: 'eventstoredb',
      KEYLEDGER_EVENTSTOREDB_URL: `esdb://127.0.0.1:${door.port}?${options}`,
      KEYLEDGER_EVENTSTOREDB_WAIT_MS: String(patienceMs / 10), // a test waits for it where a store does not answer
      KEYLEDGER_DATA_DIR: directory,
      KEYLEDGER_PEPPERS_FILE: join(base, 'peppers.json'),
      KEYLEDGER_SAMPLE_DATA: 'off',
      KEYLEDGER_LOG_LEVEL: 'info',
      ...settings,
    };
    const server = launchServer(variables, [], program);
    const launched = {
      directory,
      door,
      said: server.output,
      signal: server.signal,
      reported: server.reported,
      async end(signal: NodeJS.Signals = 'SIGTERM') {
        server.signal('SIGCONT'); // a frozen process would end never
        const ending = await server.stop(signal);
        await door.shut();
        running.delete(launched);
        return ending;
      },
    };
    running.add(launched);
    return launched;
  }

  /** `keyledger work` over the same store, once it strives for the lease. */
  async function work(port: number, settings: Record<string, string> = {}) {
    const launched = await launch(port, settings, { program: worker });
    while (!launched.said().includes('Keyledger works')) await delay(20);
    return launched;
  }

  /** A node that listens, and need not be ready. `port` of the store. */
  async function start(port: number, settings: Record<string, string> = {}, options?: string) {
    const { reported, ...launched } = await launch(port, settings, { options });
    const { address } = await reported('listening');
    const client = asker(address, administrator);
    const health = async (): Promise<Ready> => {
      const { status, text } = await client.get('/health/ready');
      return { status, views: (JSON.parse(text) as Ready).views };
    };
    const node = {
      ...launched,
      ...client,
      address,
      administrator,
      health,
      /** Resolves when the health of the node is such. */
      async until(condition: (health: Ready) => boolean): Promise<Ready> {
        for (;;) {
          const now = await health();
          if (condition(now)) return now;
          await delay(20);
        }
      },
      ready: async () => void (await node.until(({ status }) => status === 200)),
    };
    return node;
  }

  return {
    start,
    work,
    token,
    administrator,
    async close(): Promise<void> {
      await Promise.all([...running].map((node) => node.end()));
      await rm(base, { recursive: true, force: true });
    },
  };
}
