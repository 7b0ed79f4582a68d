import { interleaved } from '../figures/interleaved.js';
import type { Row } from '../figures/row.js';
import { ratiosOf } from '../figures/spread.js';
import { probe } from '../probe/run.js';
import type { Figures } from '../probe/told.js';
import type { Scale } from '../scale.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

const TREE = ['log_tree'];
const AUDIT = ['log_tree', 'validity'];

/** What the views that the audit asks cost: a rebuild and live commands, with them and without. */
export const tree = ({ rounds, seconds, events }: Scale): Promise<Row[]> =>
  inTemporaryDirectory(async (directory) => {
    await probe('generate', { directory, events });
    const rebuild = (without: string[]) => () => probe('rebuild', { directory, without });
    const rebuilds = await interleaved(rounds, {
      all: rebuild([]),
      noTree: rebuild(TREE),
      noValidity: rebuild(['validity']),
    });
    const load = (without: string[], signed: boolean) => () =>
      probe('shown-commands', { callers: 32, seconds, without, signed });
    const commands = await interleaved(rounds, {
      all: load([], true),
      noTree: load(TREE, false),
      neither: load(AUDIT, false),
    });
    const of = `Rebuild of all views over ${events.toLocaleString('en')} events: processor of an event, against all`;
    return [
      { what: `${of} but the tree`, figure: cost(rebuilds.all, rebuilds.noTree, 'cpuPerEvent'), target: '<= 1.1' },
      { what: `${of} but \`validity\``, figure: cost(rebuilds.all, rebuilds.noValidity, 'cpuPerEvent') },
      {
        what: 'Durable commands a second, 32 callers, signed every second, against neither tree nor signing',
        figure: cost(commands.all, commands.noTree, 'perSecond'),
        target: '>= 0.9',
      },
      { what: 'Processor of these commands', figure: cost(commands.all, commands.noTree, 'cpuPerCommand') },
      {
        what: 'Processor of these commands, against neither tree, signing nor `validity`',
        figure: cost(commands.all, commands.neither, 'cpuPerCommand'),
      },
    ];
  });

const cost = (all: Figures[], less: Figures[], name: string) =>
  ratiosOf(...([all, less].map((side) => side.map((figures) => figures[name] ?? NaN)) as [number[], number[]]));
