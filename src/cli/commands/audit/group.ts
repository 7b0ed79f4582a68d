import type { Command } from 'commander';
import { CannotDo } from '../../terminal/cannot-do.js';
import type { ExportOptions } from './export.js';
import type { RestartOptions } from './restart.js';
import type { LiveOptions } from './verify-live.js';

type VerifyOptions = Omit<LiveOptions, 'url'> & Partial<Pick<LiveOptions, 'url'>>;

const collect = (value: string, earlier: readonly string[] = []) => [...earlier, value];
const time = 'UTC with milliseconds, such as 2026-11-23T02:14:00.000Z';

/** The commands of `keyledger audit`. What one needs is imported when it runs. */
export function addAuditCommands(audit: Command): void {
  audit
    .command('export')
    .description('Writes the history of an account or a key to a zip that proves itself, while the server runs or not.')
    .option('--account <account>', 'all keys of this account, and its policy')
    .option('--key <id>', 'or one key')
    .option('--from <time>', `only from this time on: ${time}`)
    .option('--to <time>', 'only before this time: the same')
    .requiredOption('-o, --output <file>', 'the zip to write; there must be none of this name')
    .action(async (options: ExportOptions) => (await import('./export.js')).exportBundle(options));

  audit
    .command('key')
    .description('Prints the verifier key of the log, by which others verify what it has signed; a line for each key.')
    .action(async () => (await import('./key.js')).printKey());

  audit
    .command('restart')
    .description(
      'Begins another origin, because the log lawfully does not continue what was signed: after a restore. No server may run.',
    )
    .requiredOption('--reason <text>', 'why; it is kept in the log')
    .option('--origin <name>', 'the new one (default: the first, and a number)')
    .action(async (options: RestartOptions) => (await import('./restart.js')).restart(options));

  audit
    .command('verify')
    .description(
      'Verifies a zip that `audit export` has written, without server, log and network; or, with --url, that the log of a server continues what it was the last time.',
    )
    .argument('[bundle]', 'the zip')
    .requiredOption(
      '--trust <verifier key>',
      'a key of the log, as `audit key` prints it; may be given more than once',
      collect,
    )
    .option('--url <url>', 'where the server is')
    .option('--remember <file>', 'with --url: the file in which the newest checkpoint is kept')
    .option('--token-file <file>', "with --url: a file with an auditor's bearer token")
    .action(async (bundle: string | undefined, { url, trust, ...live }: VerifyOptions) => {
      if ((bundle === undefined) === (url === undefined)) throw new CannotDo('Name a bundle, or a server with --url.');
      if (url === undefined) (await import('./verify-file.js')).verifyFile(bundle ?? '', { trust });
      else await (await import('./verify-live.js')).verifyLive({ url, trust, ...live });
    });
}
