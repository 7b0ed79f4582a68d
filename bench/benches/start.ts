import type { Row } from '../figures/row.js';
import { ratiosOf, spreadOf } from '../figures/spread.js';
import { probe } from '../probe/run.js';
import type { Scale } from '../scale.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

/** A restart until it is ready, against the same with all files read first, as a start once did. */
export const start = ({ rounds, events }: Scale): Promise<Row[]> =>
  inTemporaryDirectory(async (directory) => {
    await probe('generate', { directory, events, toStart: true });
    await probe('start', { directory }); // makes the views
    const starts = [];
    for (let round = 0; round < rounds; round++) starts.push(await probe('start', { directory }));
    const now = starts.map(({ ready = NaN }) => ready);
    const before = starts.map(({ ready = NaN, readLog = NaN, readViews = NaN }) => ready + readLog + readViews);
    const of = `Restart over ${events.toLocaleString('en')} events until ready`;
    return [
      { what: `${of}, against the same with all files read first`, figure: ratiosOf(now, before) },
      { what: `${of}, in seconds`, figure: spreadOf(now), target: '<= 2' },
    ];
  });
