import type { Command } from 'commander';
import type { ExportOptions } from './export.js';

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
    .command('verify')
    .description('Verifies a zip that `audit export` has written: needs no server, no log and no network.')
    .argument('<bundle>', 'the zip')
    .requiredOption(
      '--trust <verifier key>',
      'a key of the log, as `audit key` prints it; may be given more than once',
      collect,
    )
    .action(async (bundle: string, options: { trust: string[] }) =>
      (await import('./verify-file.js')).verifyFile(bundle, options),
    );
}
