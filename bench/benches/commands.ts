import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { interleaved } from '../figures/interleaved.js';
import type { Row } from '../figures/row.js';
import { ratiosOf, spreadOf } from '../figures/spread.js';
import { probe } from '../probe/run.js';
import { cannotSlow, slowFsync } from '../probe/slow-fsync.js';
import type { Figures } from '../probe/told.js';
import type { Scale } from '../scale.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

const SLOW_MS = 2;

/** Durable commands against the same commands with an fsync each, on the disk as it is and on one that is slow. */
export async function commands({ rounds, seconds }: Scale): Promise<Row[]> {
  const plain = async (callers: number, grouped: boolean) => probe('commands', { callers, seconds, grouped });
  const onDisk = (name: string, figures: Sides, target: string, fsyncs?: string): Row[] => [
    { what: `Durable commands a second, 32 callers, ${name}, against one fsync each`, figure: gain(figures), target },
    {
      what: `fsyncs for each of these commands`,
      figure: spreadOf(figures.shared.map(({ fsyncsPerCommand = NaN }) => fsyncsPerCommand)),
      ...(fsyncs && { target: fsyncs }),
    },
  ];
  const alone = await interleaved(rounds, { shared: () => plain(1, true), each: () => plain(1, false) });
  const together = await interleaved(rounds, { shared: () => plain(32, true), each: () => plain(32, false) });
  const rows: Row[] = [
    { what: 'Durable commands a second, 1 caller, against one fsync each', figure: gain(alone) },
    ...onDisk('this disk', together, '>= 2'),
  ];
  const obstacle = cannotSlow();
  if (obstacle !== undefined) return [...rows, { what: `Durable commands, fsync at ${SLOW_MS} ms`, figure: obstacle }];
  const slow = await interleaved(rounds, { shared: () => slowed(32, true), each: () => slowed(32, false) });
  return [...rows, ...onDisk(`fsync at ${SLOW_MS} ms`, slow, '>= 8', '<= 0.125')];

  /** Counts what strace has seen, warming and checkpoints included: what the store says of itself is not asked. */
  function slowed(callers: number, grouped: boolean): Promise<Figures> {
    return inTemporaryDirectory(async (directory) => {
      const trace = join(directory, 'trace');
      const under = slowFsync(SLOW_MS, trace);
      const figures = await probe('commands', { callers, seconds, grouped }, { under });
      const fsyncs = (await readFile(trace, 'utf8')).match(/ (fsync|fdatasync)\(/g)?.length ?? NaN;
      return { ...figures, fsyncsPerCommand: fsyncs / (figures['commands'] ?? NaN) };
    });
  }
}

type Sides = Record<'shared' | 'each', Figures[]>;
const rates = (all: Figures[]) => all.map(({ perSecond = NaN }) => perSecond);
const gain = ({ shared, each }: Sides) => ratiosOf(rates(shared), rates(each));
