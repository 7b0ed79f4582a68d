import { CommanderError } from 'commander';
import { EventStoreDbFault, type FaultReason } from '../../adapters/eventstoredb/client/faults.js';
import { StoreUnavailable } from '../../app/log/event-store.js';
import { ConfigError } from '../../config/config.js';

/** For commander's mistakes, whose own words would repeat what was typed: a token pasted into the wrong place, say. */
const usage: Record<string, string> = {
  'commander.unknownOption': 'There is no such option; see --help.',
  'commander.unknownCommand': 'There is no such command; see --help.',
  'commander.excessArguments': 'There is one word too many; see --help.',
};

/** What the operator can do. Messages of the server and the client may name hosts, and are not repeated. */
const away: Record<FaultReason, string> = {
  unreachable: 'nothing answers at the address in KEYLEDGER_EVENTSTOREDB_URL.',
  'timed-out': 'it does not answer in time.',
  'not-ready': 'it is starting, or has no leader: try again.',
  certificate:
    'its certificate is not trusted, or it speaks no TLS: look at tls and tlsCAFile in KEYLEDGER_EVENTSTOREDB_URL.',
  'wrong-credentials': 'it does not take the user and the password in KEYLEDGER_EVENTSTOREDB_URL.',
  'access-denied':
    'the user in KEYLEDGER_EVENTSTOREDB_URL may not do this there; reading needs the right to read $all.',
  'connection-string': 'KEYLEDGER_EVENTSTOREDB_URL cannot be used.',
  failed: 'it answered with an error; its log says more.',
};

/** Commander's "(Did you mean token?)" names our own words alone; what was typed stands before it and is left out. */
const suggestion = (message: string) => /\(Did you mean .*\?\)$/s.exec(message)?.[0];

/** One fault on the one line; several below it, a line each, as the server tells them. */
function configFaults({ faults, message }: ConfigError): string {
  const [first, ...others] = faults;
  return first && others.length === 0 ? `${first.variable} ${first.remedy}` : message;
}

/** One line for the person who typed the command; several faults of the configuration have a line each. */
export function explain(error: unknown): string {
  if (error instanceof ConfigError) return configFaults(error);
  if (error instanceof CommanderError)
    return [usage[error.code] ?? error.message.replace(/^error: /, ''), suggestion(error.message)]
      .filter(Boolean)
      .join(' ');
  if (error instanceof EventStoreDbFault) return `KEYLEDGER_EVENTSTOREDB_URL: ${error.message}`;
  if (error instanceof StoreUnavailable && error.cause instanceof EventStoreDbFault)
    return `${error.message.replace(/\.$/, '')}: ${away[error.cause.reason]}`;
  return error instanceof Error ? error.message : 'Something unknown went wrong.';
}
