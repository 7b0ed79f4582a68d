import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { addAuditCommands } from './commands/audit/group.js';
import type { TourOptions } from './commands/tour.js';
import { roleChoices } from './terminal/roles.js';

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const stores = 'sqlite (KEYLEDGER_DATA_DIR), sqlite:<directory>, or eventstoredb (KEYLEDGER_EVENTSTOREDB_URL)';
const document = 'one JSON document on one line instead';
const collect = (value: string, earlier: readonly string[] = []) => [...earlier, value];

export const program = new Command('keyledger')
  .description('Tools beside a Keyledger server. They read the same KEYLEDGER_ variables as the server does.')
  .version(version)
  .exitOverride()
  .configureOutput({ outputError: () => {} });

// What a command needs is imported when it runs: `--help` and `--version` load none of it.

addAuditCommands(program.command('audit').description('Evidence: hands over what happened, and verifies it.'));

program
  .command('backup')
  .description('Copies the event log to an empty directory, while the server runs or not. The peppers are not in it.')
  .requiredOption('--to <directory>', 'an empty directory, or one that does not exist yet')
  .option('--json', document)
  .action(async (options: { to: string; json?: true }) => (await import('./commands/backup.js')).backup(options));

program
  .command('config')
  .description('Checks the configuration and prints what is in effect, secrets masked.')
  .option('--reference', 'prints the table of docs/configuration.md instead')
  .option('--json', document)
  .action(async (options: { reference?: true; json?: true }) => (await import('./commands/config.js')).config(options));

program
  .command('copy')
  .description('Copies the event log to another store. Stopped at any moment, it goes on when it is run again.')
  .requiredOption('--from <store>', stores)
  .requiredOption('--to <store>', 'the same; empty, or the beginning of the source, and without a server on it')
  .option('--json', document)
  .action(async (options: { from: string; to: string; json?: true }) =>
    (await import('./commands/copy.js')).copy(options),
  );

program
  .command('rebuild')
  .description(
    'Throws the views in KEYLEDGER_DATA_DIR away and builds them again from the event log; no server may run on it.',
  )
  .option('--json', document)
  .action(async (options: { json?: true }) => (await import('./commands/rebuild.js')).rebuild(options));

program
  .command('replay')
  .description('Prints what happened to a key, event for event, and what it was like in the end. No digests.')
  .requiredOption('--key <id>', 'the id of the key, which is its client_id')
  .option('--revision <number>', 'only up to this revision, from 0')
  .option('--at <time>', 'only up to this time, such as 2026-11-23T02:14:00Z')
  .option('--json', 'JSON lines instead: one object for each event, and at last the key')
  .action(async (options: { key: string; revision?: string; at?: string; json?: true }) =>
    (await import('./commands/replay.js')).replay(options),
  );

program
  .command('token')
  .description('Prints a bearer token for a development server (npm run --silent token -- --role auditor).')
  .requiredOption('--role <role>', `${roleChoices}; may be given more than once`, collect)
  .option('--account <account>', 'the tenant, or none (default: acme; for an authorization server: none)')
  .option('--subject <subject>', 'who it is for (default: <role>@<account>.example)')
  .option('--kind <kind>', 'user or service', 'user')
  .option('--lifetime <lifetime>', 'such as 45s, 90m, 8h or 30d', '1h')
  .action(async (options: { role: string[]; account?: string; subject?: string; kind: string; lifetime: string }) =>
    (await import('./commands/token.js')).token(options),
  );

program
  .command('tour')
  .description('Plays ten steps in demo, ten into production and five of an auditor against a running server.')
  .option('--url <url>', 'where the server is (default: http://127.0.0.1 at KEYLEDGER_PORT)')
  .option(
    '--rotation',
    'plays a rotation under load instead: clients move over one by one, and a brownout finds the forgotten one',
  )
  .option(
    '--token <token>',
    "an administrator's bearer token (default: one that counts at the development server of KEYLEDGER_DATA_DIR)",
  )
  .option('--reviewer-token <token>', 'of a reviewer who is somebody else (default: as above, unless --token is given)')
  .option('--authorization-server-token <token>', 'of an authorization server (the same)')
  .action(async (options: TourOptions) => (await import('./commands/tour.js')).tour(options));

program
  .command('work')
  .description('Reminds and delivers webhooks in a process of its own; the servers then have KEYLEDGER_WORKER=off.')
  .action(async () => (await import('./commands/work.js')).work());
