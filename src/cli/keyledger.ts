#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { backupCommand } from './commands/backup.js';
import { configCommand } from './commands/config.js';
import { copyCommand } from './commands/copy.js';
import { explain } from './terminal/explain.js';
import { rebuildCommand } from './commands/rebuild.js';
import { replayCommand } from './commands/replay.js';
import type { Subcommand } from './subcommand.js';
import { tokenCommand } from './commands/token.js';
import { tourCommand } from './commands/tour.js';

/** What `keyledger` can do: an import and a line for each. */
const subcommands: readonly Subcommand[] = [
  backupCommand,
  configCommand,
  copyCommand,
  rebuildCommand,
  replayCommand,
  tokenCommand,
  tourCommand,
];

const program = new Command('keyledger')
  .description('Tools beside a Keyledger server. They read the same KEYLEDGER_ variables as the server does.')
  .exitOverride()
  .showSuggestionAfterError(false)
  .configureOutput({ outputError: () => {} });
for (const subcommand of subcommands) subcommand(program);

try {
  await program.parseAsync();
} catch (error) {
  const isHelp = error instanceof CommanderError && /^commander\.(help|helpDisplayed|version)$/.test(error.code);
  if (!isHelp) console.error(`keyledger: ${explain(error)}`);
  // the exit code, not exit(): what is on its way into a pipe arrives
  process.exitCode = isHelp && error.exitCode === 0 ? 0 : 2;
}
