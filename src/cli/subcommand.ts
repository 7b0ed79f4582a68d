import type { Command } from 'commander';

/** Adds itself to the program by `program.command(...)`, so that it inherits how mistakes are told. */
export type Subcommand = (program: Command) => void;

/** One line for the person at the terminal; the command exits with 2. */
export class CannotDo extends Error {
  override name = 'CannotDo';
}
