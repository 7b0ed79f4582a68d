/** `npm run bench`: all of it; `npm run bench -- commands rebuild`: these; `--quick`: with tiny counts; `--events 100000`. */
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { asOf } from './benches/as-of.js';
import { authenticate } from './benches/authenticate.js';
import { commands } from './benches/commands.js';
import { eventStoreDb } from './benches/eventstoredb.js';
import { keypairs } from './benches/keypairs.js';
import { rebuild } from './benches/rebuild.js';
import { revocation } from './benches/revocation.js';
import { revoke } from './benches/revoke.js';
import { slowDisk } from './benches/slow-disk.js';
import { start } from './benches/start.js';
import { tree } from './benches/tree.js';
import { verify } from './benches/verify.js';
import { heading, lineOf, type Row } from './figures/row.js';
import { full, quick, type Scale } from './scale.js';

const benches: Record<string, (scale: Scale) => Promise<Row[]>> = {
  commands,
  'slow-disk': slowDisk,
  rebuild,
  start,
  tree,
  'as-of': asOf,
  verify,
  authenticate,
  keypairs,
  eventstoredb: eventStoreDb,
  revocation,
  revoke,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: 'boolean' }, events: { type: 'string' }, rounds: { type: 'string' } },
});
const scale = { ...(values.quick ? quick : full) };
if (values.events) scale.events = Number(values.events);
if (values.rounds) scale.rounds = Number(values.rounds);

const say = (line: string) => void process.stdout.write(`${line}\n`);
const wanted = positionals.length > 0 ? positionals : Object.keys(benches);
const unknown = wanted.filter((name) => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  say(`There is no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
const load = () => loadavg()[0]?.toFixed(1) ?? '?';
say(`Node ${process.version}, ${availableParallelism()} cores, load ${load()} before.\n\n${heading}`);
let broken = false;
for (const name of wanted)
  for (const row of (await benches[name]?.(scale)) ?? []) {
    say(lineOf(row));
    broken ||= typeof row.figure !== 'string' && !Number.isFinite(row.figure.median);
  }
say(`\nLoad ${load()} after.`);
if (broken) process.exitCode = 1; // a figure that is none
