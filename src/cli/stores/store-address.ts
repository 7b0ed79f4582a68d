import { resolve } from 'node:path';
import { ConfigError, readDataDirectory, readSettings } from '../../config/config.js';
import { CannotDo } from '../terminal/cannot-do.js';

/** The address of an existing or new log. */
export type StoreAddress =
  | { kind: 'sqlite'; dataDirectory: string }
  | { kind: 'eventstoredb'; connectionString: string; prefix: string; boundMs: number };

/** `sqlite`, `sqlite:<directory>` or `eventstoredb`: the password comes from the configuration, not from the command line. */
export function storeAddress(word: string): StoreAddress {
  if (word === 'sqlite') return { kind: 'sqlite', dataDirectory: readDataDirectory() };
  if (word === 'eventstoredb') return eventStoreDb();
  const [, directory] = /^sqlite:(.+)$/s.exec(word) ?? [];
  if (directory === undefined) throw new CannotDo('A store is sqlite, sqlite:<directory> or eventstoredb.');
  return { kind: 'sqlite', dataDirectory: resolve(directory) };
}

/** The store of the server with this configuration. */
export const configuredStore = (): StoreAddress => storeAddress(readSettings(['store']).store);

function eventStoreDb(): StoreAddress {
  const { eventstoredbUrl, eventstoredbPrefix, eventstoredbWaitMs } = readSettings([
    'eventstoredbUrl',
    'eventstoredbPrefix',
    'eventstoredbWaitMs',
  ]);
  if (eventstoredbUrl === null)
    throw new ConfigError([
      { variable: 'KEYLEDGER_EVENTSTOREDB_URL', remedy: 'is missing: it says where the event store is.' },
    ]);
  const boundMs = 2 * eventstoredbWaitMs; // longer than a server's: no HTTP client waits
  return { kind: 'eventstoredb', connectionString: eventstoredbUrl, prefix: eventstoredbPrefix ?? '', boundMs };
}
