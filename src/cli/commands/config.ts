import { peppersRemedy } from '../../adapters/crypto/peppers-remedy.js';
import { describeConfig, readConfigWith } from '../../config.js';
import { reference } from '../../config/describe.js';
import type { Subcommand } from '../subcommand.js';

/** `keyledger config`: is it right, and what is in effect. */
export const configCommand: Subcommand = (program) =>
  program
    .command('config')
    .description('Checks the configuration and prints what is in effect, secrets masked.')
    .option('--reference', 'prints the table of docs/configuration.md instead')
    .action((options: { reference?: true }) =>
      console.log(options.reference ? reference() : describeConfig(readConfigWith(peppersRemedy))),
    );
