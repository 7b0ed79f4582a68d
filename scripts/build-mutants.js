/**
 * `node scripts/build-mutants.js`, in the sandbox of Stryker (stryker.config.js): compiles the mutated sources, and writes one
 * test file that imports those that judge mutants. Loading one file takes a second, loading each for itself five; and
 * every mutant loads them again.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Left out of the domain: what needs seconds, and shows nothing that the others do not. */
const slow = ['key/any-life.test.js'];
const inDomain = readdirSync('dist/test/domain', { recursive: true }).filter(
  (file) => file.endsWith('.test.js') && !slow.includes(file),
);
/** Of the projections: those that fold and query, without a store and its thread. */
const inProjections = [
  'credentials',
  'fold-case',
  'history',
  'key-details',
  'list-keys',
  'shown-credentials',
  'views',
].map((name) => `${name}.test.js`);

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
execFileSync(process.execPath, [compiler, '--project', 'tsconfig.build.json'], { stdio: 'inherit' });

const files = [...inDomain.map((file) => `./domain/${file}`), ...inProjections.map((file) => `./projections/${file}`)];
writeFileSync('dist/test/mutation.test.js', files.map((file) => `import '${file}';\n`).join(''));
