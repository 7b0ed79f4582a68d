import { interleaved } from '../figures/interleaved.js';
import type { Row } from '../figures/row.js';
import { ratiosOf, spreadOf } from '../figures/spread.js';
import { probe } from '../probe/run.js';
import type { Scale } from '../scale.js';
import { startKeyledger } from '../servers/start.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

/** What an RSA pair costs whoever asks for one, and whoever does not. One server; sustained, so that its store of pairs is used up. */
export const keypairs = ({ rounds, seconds }: Scale): Promise<Row[]> =>
  inTemporaryDirectory(async (directory) => {
    const server = await startKeyledger(directory);
    const load = (plain: number, withPair: number) => () =>
      probe('create-load', { server, plain, withPair, seconds: seconds * 2 });
    try {
      await load(8, 0)(); // warm
      const all = await interleaved(rounds, { without: load(8, 0), pairs: load(0, 8), both: load(8, 8) });
      const of = (side: keyof typeof all, name: string) => all[side].map((figures) => figures[name] ?? NaN);
      const beside = 'while 8 others add pairs without a break, against nobody adding any';
      return [
        {
          what: 'Keys created a second by 8 callers, each with an RSA pair of 2048 bits, against without',
          figure: ratiosOf(of('pairs', 'pairsPerSecond'), of('without', 'plainPerSecond')),
        },
        {
          what: `Keys created a second by 8 callers without pairs, ${beside}`,
          figure: ratiosOf(of('both', 'plainPerSecond'), of('without', 'plainPerSecond')),
        },
        {
          what: `p99 of \`createIntegratorKey\`, ${beside}`,
          figure: ratiosOf(of('both', 'p99'), of('without', 'p99')),
        },
        {
          what: 'p99 of the delay of the event loop, pairs against none',
          figure: ratiosOf(of('pairs', 'loopDelayMs'), of('without', 'loopDelayMs')),
        },
        {
          what: 'p99 of the delay of the event loop with pairs, in milliseconds',
          figure: spreadOf(of('pairs', 'loopDelayMs')),
        },
      ];
    } finally {
      await server.stop();
    }
  });
