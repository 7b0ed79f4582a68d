/**
 * Run by scripts/build.js: compiles what has changed since the last build, like `tsc -b`. Says on standard
 * error that it compiles, because a first start would otherwise be silent for some seconds.
 */
import { createRequire } from 'node:module';
import { copyFileSync } from 'node:fs';
import { removeStaleOutputs } from './remove-stale-outputs.js';

const ts = createRequire(import.meta.url)('typescript'); // a third of the time that `import` takes to find its names

const BUILDING_PROJECT = 6358; // the code of TypeScript's message "Building project '{0}'..."
const started = performance.now();
let compiles = false;

const format = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: ts.sys.getCurrentDirectory,
  getNewLine: () => ts.sys.newLine,
};
const onDiagnostic = (diagnostic) => process.stderr.write(ts.formatDiagnostic(diagnostic, format));
const onStatus = ({ code }) => {
  if (code !== BUILDING_PROJECT) return;
  compiles = true;
  process.stderr.write('Compiling what has changed ...\n');
};

process.stderr.on('error', () => undefined); // nobody reads it: that stops no compilation
removeStaleOutputs();
const host = ts.createSolutionBuilderHost(ts.sys, undefined, onDiagnostic, onStatus);
process.exitCode = ts.createSolutionBuilder(host, [process.argv[2]], { verbose: true }).build();
if (process.exitCode === 0) copyFileSync('src/needs-node.cjs', 'dist/src/needs-node.cjs'); // for the compiler it is no source
if (compiles && process.exitCode === 0)
  process.stderr.write(`Compiled in ${Math.ceil((performance.now() - started) / 1000)} s.\n`);
