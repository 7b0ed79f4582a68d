/** `npm run bench:compare -- <earlier> <later>`: what the later commit is slower at, beyond noise. Ends with 1 if anything. */
import { mkdir } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkOut, type Checkout } from './compare/checkout.js';
import { measure, prepareLog, type Measured } from './compare/figures.js';
import { judge } from './compare/judge.js';
import { interleaved } from './figures/interleaved.js';
import { inTemporaryDirectory } from './temporary-directory.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '9' },
    seconds: { type: 'string', default: '1' },
    events: { type: 'string', default: '30000' },
  },
});
const say = (line: string) => void process.stdout.write(`${line}\n`);
const [earlier, later] = positionals;
if (earlier === undefined || later === undefined) {
  say('Usage: npm run bench:compare -- <earlier commit> <later commit> [--rounds 9] [--seconds 1] [--events 30000]');
  process.exit(2);
}

const slower = await inTemporaryDirectory(async (directory) => {
  const checkouts: Checkout[] = [];
  const side = async (name: string, commit: string) => {
    const data = join(directory, `${name}-data`);
    await mkdir(join(data, 'log'), { recursive: true });
    const checkout = await checkOut(commit, join(directory, name));
    checkouts.push(checkout);
    say(`${name}: ${checkout.name}`);
    let round = 0;
    const setting = { root: checkout.root, directory: data, seconds: Number(values.seconds) };
    return { data, measure: () => measure(setting, round++) };
  };
  try {
    const [one, other] = [await side('earlier', earlier), await side('later', later)];
    await prepareLog([one.data, other.data], Number(values.events));
    const sides = { earlier: one.measure, later: other.measure };
    const all: Record<keyof typeof sides, Measured[]> = await interleaved(Number(values.rounds), sides);
    say(`load ${loadavg()[0]?.toFixed(1)}; ${values.rounds} rounds, later over earlier, more is better\n`);
    let count = 0;
    const names = Object.keys(all.earlier[0] ?? {});
    for (const name of names) {
      const ratios = all.later.map((figures, round) => (figures[name] ?? NaN) / (all.earlier[round]?.[name] ?? NaN));
      const { median, band, verdict } = judge(ratios, names.length);
      say(`${verdict}: ${name}: ${median.toFixed(2)} (${band.map((end) => end.toFixed(2)).join(' to ')})`);
      if (verdict === 'SLOWER') count++;
    }
    return count;
  } finally {
    for (const { remove } of checkouts) await remove();
  }
});
process.exit(slower > 0 ? 1 : 0);
