import { rm } from 'node:fs/promises';
import { openViews } from '../../../src/adapters/sqlite/views/views.js';
import { startProjector, type Projector } from '../../../src/app/views/projector.js';
import type { Views } from '../../../src/app/views/views.js';
import { readConfig } from '../../../src/config/config.js';
import { openStore } from '../../../src/server/open-store.js';
import type { OpenedStore } from '../../../src/server/opened-store.js';
import { start } from '../../../src/server/start.js';
import { asker } from './ask.js';
import { minter, newDataDirectory, settingsIn } from './settings.js';

interface Logged {
  msg: string;
  [field: string]: unknown;
}

/** The server as it ships, with hold of the parts that are to fail, of what it logs and of who listens to its projector. */
export async function assemble(settings: Record<string, string> = {}) {
  const dataDirectory = await newDataDirectory();
  const logged: Logged[] = [];
  const listening = new Set<() => void>();
  let opened: OpenedStore | undefined;
  let views: Views | undefined;
  const { address, ready, close } = await start(
    readConfig(settingsIn(dataDirectory, { KEYLEDGER_LOG_LEVEL: 'info', ...settings })),
    {
      openStore: async (surroundings) => (opened = withOneClose(await openStore(surroundings))),
      openViews: (...options) => (views = withOneClose(openViews(...options))),
      startProjector: (options) => counted(startProjector(options), listening),
      logTo: { write: (line) => void logged.push(JSON.parse(line) as Logged) },
    },
  );
  await ready;
  const token = await (await minter(dataDirectory, 'acme'))();
  return {
    address,
    dataDirectory,
    ...asker(address, token),
    token,
    logged,
    listening,
    closeStore: async () => opened?.close(),
    /** A fault that nobody has foreseen. */
    dropTable: (table: string) => views?.db.run(`DROP TABLE ${table}`),
    async close() {
      await close();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}

/** The projector, with its listeners of the moment. */
const counted = (projector: Projector, listening: Set<() => void>): Projector => ({
  ...projector,
  onAdvance(listener) {
    listening.add(listener);
    const stop = projector.onAdvance(listener);
    return () => {
      listening.delete(listener);
      stop();
    };
  },
});

/** A test may have closed it before the server does. */
function withOneClose<Part extends { close(): unknown }>(part: Part): Part {
  let closed: { result: unknown } | undefined;
  return { ...part, close: () => (closed ??= { result: part.close() }).result };
}
