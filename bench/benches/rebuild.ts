import { interleaved } from '../figures/interleaved.js';
import type { Row } from '../figures/row.js';
import { ratiosOf, spreadOf } from '../figures/spread.js';
import { probe } from '../probe/run.js';
import type { Scale } from '../scale.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

/** All views from nothing, against reading the log and nothing else. */
export const rebuild = ({ rounds, events }: Scale): Promise<Row[]> =>
  inTemporaryDirectory(async (directory) => {
    await probe('generate', { directory, events });
    const scan = (through: string) => () => probe('scan', { directory, through });
    const { views, store, sqlite } = await interleaved(rounds, {
      views: () => probe('rebuild', { directory }),
      store: scan('store'),
      sqlite: scan('sqlite'),
    });
    const rates = (all: typeof views) => all.map(({ eventsPerSecond = NaN }) => eventsPerSecond);
    const of = `Rebuild of all views over ${events.toLocaleString('en')} events, as a share of the speed of`;
    return [
      { what: `${of} reading the log (\`readAll\`)`, figure: ratiosOf(rates(views), rates(store)), target: '>= 0.3' },
      { what: `${of} \`SELECT\` and \`JSON.parse\` in one thread`, figure: ratiosOf(rates(views), rates(sqlite)) },
      {
        what: 'Longest that the event loop stood still meanwhile, in milliseconds',
        figure: spreadOf(views.map(({ longestPauseMs = NaN }) => longestPauseMs)),
      },
    ];
  });
