import { createKey, historyPage, keyAsOf, keyById, auditPage } from '../http/operations.js';
import { send, type Server } from '../http/client.js';
import type { Row } from '../figures/row.js';
import { ratiosOf, spreadOf } from '../figures/spread.js';
import { probe } from '../probe/run.js';
import type { Figures } from '../probe/told.js';
import type { Scale } from '../scale.js';
import { startKeyledger } from '../servers/start.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

const TIMES = 20;
const SHORT = 100;

/** The past of a key with many events against its present, and pages of its history against those of a key with few. */
export const asOf = ({ rounds, keys }: Scale): Promise<Row[]> =>
  inTemporaryDirectory(async (directory) => {
    const lengths = { short: SHORT, past: Math.ceil(keys / 10), long: keys };
    const ids = await create(directory, Object.keys(lengths));
    await probe('lengthen', {
      directory,
      keys: Object.entries(lengths).map(([name, events]) => ({ id: ids[name], events })),
    });
    const server = await startKeyledger(directory, { env: { KEYLEDGER_KEYPAIRS_READY: '0' } });
    const { short = '', past = '', long = '' } = ids;
    await untilReady(server);
    const present = { live: keyById(past), asOf: keyAsOf(past, lengths.past - 2) };
    const pages = {
      history: historyPage(short),
      longHistory: historyPage(long),
      audit: auditPage(short),
      longAudit: auditPage(long),
    };
    const [pasts, paged, pauses]: [Figures[], Figures[], number[]] = [[], [], []];
    for (let round = 0; round < rounds; round++) {
      await longestPauseMs(server); // and begins anew
      pasts.push(await probe('ask-in-turn', { server, operations: present, times: TIMES }));
      pauses.push(await longestPauseMs(server));
      paged.push(await probe('ask-in-turn', { server, operations: pages, times: TIMES }));
    }
    await server.stop();
    const ratio = (all: Figures[], over: string, under: string) =>
      ratiosOf(...([over, under].map((name) => all.map((figures) => figures[name] ?? NaN)) as [number[], number[]]));
    const events = (count: number) => `${count.toLocaleString('en')} events`;
    const against = `of a key with ${events(lengths.long)}, against one with ${SHORT}`;
    return [
      {
        what: `\`integratorKey(asOf)\` over ${events(lengths.past)}, against the key as it is`,
        figure: ratio(pasts, 'asOf', 'live'),
        target: '<= 50',
      },
      { what: 'Longest that the event loop stood still meanwhile, in milliseconds', figure: spreadOf(pauses) },
      { what: `Page of the history ${against}`, figure: ratio(paged, 'longHistory', 'history'), target: '<= 1.5' },
      { what: `Page of the audit log ${against}`, figure: ratio(paged, 'longAudit', 'audit') },
      {
        what: `the other way round: of the key with few, beside that with many`,
        figure: ratio(paged, 'audit', 'longAudit'),
        target: '<= 1.5',
      },
    ];
  });

/** Keys of the developer of the token, by name. */
async function create(directory: string, names: readonly string[]): Promise<Record<string, string>> {
  const server = await startKeyledger(directory, { env: { KEYLEDGER_KEYPAIRS_READY: '0' } });
  const ids: Record<string, string> = {};
  for (const name of names) {
    const answer = await send<{ createIntegratorKey: { integratorKey: { id: string } } }>(server, createKey(name));
    ids[name] = answer.createIntegratorKey.integratorKey.id;
  }
  await server.stop();
  return ids;
}

async function untilReady({ address }: Server): Promise<void> {
  while (!(await fetch(`${address}/health/ready`)).ok) await new Promise((resolve) => setTimeout(resolve, 100));
}

async function longestPauseMs({ address }: Server): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1]) * 1000;
}
