#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { ConfigError } from '../config.js';
import { backupCommand } from './backup.js';
import { configCommand } from './config.js';
import type { Subcommand } from './subcommand.js';
import { tokenCommand } from './token.js';
import { tourCommand } from './tour.js';

/** What `keyledger` can do: an import and a line for each. */
const subcommands: readonly Subcommand[] = [backupCommand, configCommand, tokenCommand, tourCommand];

/** For commander's mistakes, whose own words would repeat what was typed: a token pasted into the wrong place, say. */
const usage: Record<string, string> = {
  'commander.unknownOption': 'There is no such option; see --help.',
  'commander.unknownCommand': 'There is no such command; see --help.',
  'commander.excessArguments': 'There is one word too many; see --help.',
};

function explain(error: unknown): string {
  if (error instanceof ConfigError)
    return error.faults.map(({ variable, remedy }) => `${variable} ${remedy}`).join(' ');
  if (error instanceof CommanderError) return usage[error.code] ?? error.message.replace(/^error: /, '');
  return error instanceof Error ? error.message : 'Something unknown went wrong.';
}

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
