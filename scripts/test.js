/**
 * `node scripts/test.js <tier>... [<arguments for jest>]`: compiles, then runs the tests of each tier in turn (the tiers
 * are jest's projects, jest.config.js). Beside the quick tests run the checks, which read the sources alone.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import needsNode from '../src/needs-node.cjs';

const fault = needsNode(process.versions.node);
if (fault !== undefined) {
  process.stderr.write(`${fault}\n`);
  process.exit(1);
}

const tiers = ['quick', 'slow', 'heavy', 'eventstoredb'];

/** What is said first: what runs, and what is left out. */
const sayings = {
  quick: `Quick tests and all checks. Left out: what is slow by nature (servers, nodes and command lines in processes of
their own, the wire double, the making of RSA keys); \`npm run test:whole\` runs that as well.`,
  'quick slow': `All checks, quick and slow tests. Left out: \`npm run test:heavy\` (kills at every write, full and failing disks;
needs strace or root), \`npm run test:eventstoredb\` (needs a server that runs already) and \`npm run bench\`.`,
  heavy:
    'Heavy tests: kills at every write, full, failing and read-only disks. A test that needs strace or root says so.',
  eventstoredb: `The contract of the event store, on the server in KEYLEDGER_TEST_EVENTSTOREDB_URL: a connection string of an
EventStoreDB or KurrentDB that may be written to, such as esdb://127.0.0.1:2113?tls=false.`,
};
const projectsOf = (tier) => (tier === 'quick' ? ['quick', 'served'] : [tier]);

const cached = ['--cache', '--cache-strategy', 'content'];
const checks = {
  lint: ['eslint', '.', ...cached, '--cache-location', 'node_modules/.cache/eslint/'],
  format: ['prettier', '--check', '.', '--log-level', 'warn', ...cached],
  boundaries: ['depcruise', '--config', '.dependency-cruiser.js', 'src', 'projections', 'test'],
};

async function run(command, options = {}) {
  const [file, ...rest] = command;
  const child = spawn(file, rest, { stdio: 'inherit', ...options });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  return { passed: code === 0, output };
}

/** One check after the other; what one says comes in one piece, between the lines of the tests. */
async function runChecks() {
  let passed = true;
  for (const [name, [tool, ...rest]] of Object.entries(checks)) {
    const command = [process.execPath, `node_modules/.bin/${tool}`, ...rest];
    const check = await run(command, { stdio: ['ignore', 'pipe', 'pipe'] });
    process.stdout.write(`${check.passed ? 'PASS' : 'FAIL'} ${name}\n${check.output}`);
    passed &&= check.passed;
  }
  return passed;
}

const compile = async () => (await run([process.execPath, 'scripts/build.js', 'tsconfig.json'])).passed;
const jest = [process.execPath, '--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
const runTests = async (tier, more) => (await run([...jest, ...more, '--selectProjects', ...projectsOf(tier)])).passed;

const given = process.argv.slice(2);
const firstForJest = given.findIndex((argument) => !tiers.includes(argument));
const names = firstForJest < 0 ? given : given.slice(0, firstForJest);
const more = given.slice(names.length);

async function runTier(tier) {
  const checking = tier === 'quick' ? runChecks() : true;
  const tested = (await compile()) && (await runTests(tier, more));
  return (await checking) && tested;
}

for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined); // nobody reads: the exit code counts
process.stdout.write(`${sayings[names.join(' ')]}\n\n`);
if (names.includes('eventstoredb') && !process.env.KEYLEDGER_TEST_EVENTSTOREDB_URL) {
  process.stderr.write('KEYLEDGER_TEST_EVENTSTOREDB_URL is not set.\n');
  process.exit(1);
}
for (const tier of names) if (!(await runTier(tier))) process.exitCode = 1;
