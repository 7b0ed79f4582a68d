import { join } from 'node:path';
import { interleaved } from '../figures/interleaved.js';
import type { Row } from '../figures/row.js';
import { ratiosOf } from '../figures/spread.js';
import { furnish } from '../http/furnish.js';
import { probe } from '../probe/run.js';
import { cannotSlow, slowFsync } from '../probe/slow-fsync.js';
import type { Scale } from '../scale.js';
import { startKeyledger, type RunningServer } from '../servers/start.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

const SLOW_MS = 50;
const WRITERS = 32;

/** Do queries and checks wait for the disk that commands wait for? 99th percentiles, over HTTP. */
export async function slowDisk({ rounds, seconds }: Scale): Promise<Row[]> {
  const of = `p99 with ${WRITERS} writers and fsync at ${SLOW_MS} ms, against`;
  const obstacle = cannotSlow();
  if (obstacle !== undefined) return [{ what: `${of} the same without`, figure: obstacle }];
  return inTemporaryDirectory(async (directory) => {
    const running: RunningServer[] = [];
    const server = async (name: string, under: string[]) => {
      const started = await startKeyledger(join(directory, name), { under });
      running.push(started);
      const client = await furnish(started);
      return (writers: number) => () => probe('query-load', { server: started, client, writers, seconds: seconds * 2 });
    };
    try {
      const quick = await server('quick', []);
      const slow = await server('slow', slowFsync(SLOW_MS));
      const all = await interleaved(rounds, { slow: slow(WRITERS), quick: quick(WRITERS), calm: quick(0) });
      const p99 = (side: keyof typeof all, kind: string) => all[side].map((figures) => figures[kind] ?? NaN);
      const against = (side: 'quick' | 'calm', name: string): Row[] =>
        ['queries', 'checks'].map((kind) => ({
          what: `${kind}: ${of} ${name}`,
          figure: ratiosOf(p99('slow', kind), p99(side, kind)),
          ...(side === 'quick' && { target: '<= 1.5' }),
        }));
      return [
        ...against('quick', 'the same writers at the same pace and this disk'),
        ...against('calm', 'no writers'),
        {
          what: 'commands a second that these writers got through, slow against quick',
          figure: ratiosOf(p99('slow', 'written'), p99('quick', 'written')),
        },
      ];
    } finally {
      for (const { stop } of running) await stop();
    }
  });
}
