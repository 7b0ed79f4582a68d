import { CommanderError } from 'commander';
import { program } from './program.js';
import { surviveLostOutput } from './terminal/lost-output.js';

surviveLostOutput();

try {
  await program.parseAsync();
} catch (error) {
  const isHelp = error instanceof CommanderError && /^commander\.(help|helpDisplayed|version)$/.test(error.code);
  if (!isHelp) console.error(`keyledger: ${(await import('./terminal/explain.js')).explain(error)}`);
  // the exit code, not exit(): what is on its way into a pipe arrives
  if (!isHelp || error.exitCode !== 0) process.exitCode = 2;
}
