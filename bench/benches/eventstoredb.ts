import { join } from 'node:path';
import { interleaved } from '../figures/interleaved.js';
import type { Row } from '../figures/row.js';
import { ratiosOf, spreadOf } from '../figures/spread.js';
import { createKeyUnread } from '../http/operations.js';
import { saturate } from '../http/saturate.js';
import { probe } from '../probe/run.js';
import type { Figures } from '../probe/told.js';
import type { Scale } from '../scale.js';
import { withEventStoreDb } from '../servers/event-store-db.js';
import { startKeyledger, type RunningServer } from '../servers/start.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

const IN_FLIGHT = [1, 32, 128];
const rates = (all: readonly Figures[]) => all.map(({ perSecond = NaN }) => perSecond);

export const eventStoreDb = (scale: Scale): Promise<Row[]> => withEventStoreDb((url, on) => measured(scale, url, on));

const measured = async (scale: Scale, url: string, on: string): Promise<Row[]> => [
  ...(await appends(scale, url, on)),
  ...(await copying(scale, url, on)),
  ...(await lag(scale, url, on)),
  ...(await commands(scale, url, on)),
];

/** The adapter against the client of the makers of EventStoreDB, which knows of no retries, checks and positions. */
async function appends({ rounds, seconds }: Scale, url: string, on: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const inFlight of IN_FLIGHT) {
    const side = (name: string) => () => probe('eventstoredb-appends', { url, side: name, inFlight, seconds });
    const { adapter, raw } = await interleaved(rounds, { adapter: side('adapter'), raw: side('raw') });
    const what = `Appends a second on ${on}, ${inFlight} in flight, adapter against raw client`;
    rows.push({ what, figure: ratiosOf(rates(adapter), rates(raw)), target: '>= 0.9' });
  }
  return rows;
}

/** What `keyledger copy` appends between its comparisons: 200 appends at once against one after the other. */
async function copying({ rounds, seconds }: Scale, url: string, on: string): Promise<Row[]> {
  const side = (together: number) => () => probe('copy-to-eventstoredb', { url, together, seconds });
  const { many, one } = await interleaved(rounds, { many: side(200), one: side(1) });
  const what = `Events a second that \`copy\` appends on ${on}, 200 appends at once against one`;
  return [{ what, figure: ratiosOf(rates(many), rates(one)), target: '>= 5' }];
}

async function lag({ rounds, seconds }: Scale, url: string, on: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (const inFlight of [1, 32]) {
    const { all } = await interleaved(rounds, { all: () => probe('eventstoredb-lag', { url, inFlight, seconds }) });
    const what = (share: string) =>
      `Until the views show a command on ${on}, ${inFlight} in flight, ${share}, against the command's answer`;
    const figure = (name: 'p50' | 'p99') => spreadOf(all.map((figures) => figures[name] ?? NaN));
    rows.push(
      { what: what('p50'), figure: figure('p50') },
      { what: what('p99'), figure: figure('p99'), target: '<= 2' },
    );
  }
  return rows;
}

/** `createIntegratorKey` through GraphQL, against the embedded store; the processor is that of Keyledger alone. */
const commands = ({ rounds, seconds }: Scale, url: string, on: string): Promise<Row[]> =>
  inTemporaryDirectory(async (directory) => {
    const running: RunningServer[] = [];
    const up = async (name: string, env: Record<string, string>) => {
      const server = await startKeyledger(join(directory, name), { env });
      running.push(server);
      const run = () => saturate(server, createKeyUnread, CREATED, seconds);
      for (let warming = 0; warming < 3; warming++) await run();
      return run;
    };
    try {
      const sides = {
        embedded: await up('embedded', {}),
        cluster: await up('cluster', {
          KEYLEDGER_STORE: 'eventstoredb',
          KEYLEDGER_EVENTSTOREDB_URL: url,
          KEYLEDGER_EVENTSTOREDB_PREFIX: `b${Date.now().toString(36)}`,
        }),
      };
      const { embedded, cluster } = await interleaved(rounds, sides);
      const what = `\`createIntegratorKey\` through GraphQL on ${on}, 32 connections, against the embedded store`;
      const cpu = (all: typeof embedded) => all.map(({ cpuSeconds }) => cpuSeconds);
      const rate = (all: typeof embedded) => all.map(({ perSecond }) => perSecond);
      return [
        {
          what: `${what}: processor of Keyledger a command`,
          figure: ratiosOf(cpu(cluster), cpu(embedded)),
          target: '<= 2',
        },
        { what: `${what}: commands a second`, figure: ratiosOf(rate(cluster), rate(embedded)) },
      ];
    } finally {
      for (const { stop } of running) await stop();
    }
  });

const CREATED = `${JSON.stringify({ data: { createIntegratorKey: { userErrors: [] } } })}\n`;
