import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { interleaved } from '../figures/interleaved.js';
import type { Row } from '../figures/row.js';
import { spreadOf } from '../figures/spread.js';
import { probe } from '../probe/run.js';
import type { Scale } from '../scale.js';
import { withEventStoreDb } from '../servers/event-store-db.js';
import { startKeyledger, type RunningServer } from '../servers/start.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

/** Two nodes over one log that share the peppers and the issuer of tokens. */
async function twoNodes(directory: string, url: string, running: RunningServer[]) {
  const [first, second] = [join(directory, 'first'), join(directory, 'second')];
  const up = async (own: string) => {
    const env = {
      KEYLEDGER_STORE: 'eventstoredb',
      KEYLEDGER_EVENTSTOREDB_URL: url,
      KEYLEDGER_EVENTSTOREDB_PREFIX: prefix,
      KEYLEDGER_PEPPERS_FILE: join(directory, 'peppers.json'),
      KEYLEDGER_KEYPAIRS_READY: '0',
    };
    const server = await startKeyledger(own, { env });
    running.push(server);
    return server;
  };
  const prefix = `b${Date.now().toString(36)}`;
  const takes = await up(first);
  await mkdir(second, { recursive: true });
  await copyFile(join(first, 'development-issuer.json'), join(second, 'development-issuer.json'));
  const hears = { ...(await up(second)), token: takes.token };
  return { takes, hears };
}

/** How long a secret that one node has revoked goes on counting on another: from the command until the first answer that refuses it. */
export const revocation = ({ rounds, revocations }: Scale): Promise<Row[]> =>
  withEventStoreDb((url, on) =>
    inTemporaryDirectory(async (directory) => {
      const running: RunningServer[] = [];
      try {
        const nodes = await twoNodes(directory, url, running);
        const sides = { all: () => probe('revocation-lag', { ...nodes, times: revocations }) };
        const { all } = await interleaved(rounds, sides);
        const figure = (name: string) => spreadOf(all.map((figures) => figures[name] ?? NaN));
        const what = `From revoking on a node to being refused on another, on ${on}`;
        const least = 'against the command and one verification';
        return [
          { what: `${what}, p50, ${least}`, figure: figure('p50') },
          { what: `${what}, p99, ${least}`, figure: figure('p99') },
          { what: `${what}, p99, in seconds`, figure: figure('p99Seconds'), target: '<= 1' },
          { what: `${what}, share refused at the first question after the command`, figure: figure('atOnce') },
        ];
      } finally {
        for (const { stop } of running) await stop();
      }
    }),
  );
