import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import type { EventStore } from '../../src/app/log/event-store.js';
import { keyedQueue } from '../../src/app/commands/keyed-queue.js';
import { workOnKeys } from '../load/work-on-keys.js';
import { asked, tell } from '../probe/told.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

/** `grouped: false`: each append waits for the one before, so that every command has an fsync of its own. */
const { callers, seconds, grouped } = asked<{ callers: number; seconds: number; grouped: boolean }>();

await inTemporaryDirectory(async (dataDirectory) => {
  const store = await openSqliteEventStore({ dataDirectory, onFatal: () => process.exit(1) });
  const queue = keyedQueue();
  const alone: EventStore = { ...store, append: (...append) => queue('the log', () => store.append(...append)) };
  const over = { store: grouped ? store : alone, shown: async () => undefined };

  async function rate(duration: number) {
    const [start, before] = [performance.now(), { ...store.counts(), cpu: process.cpuUsage() }];
    const isOver = () => performance.now() - start > duration * 1000;
    const each = Array.from({ length: callers }, () => workOnKeys(over, isOver));
    const commands = (await Promise.all(each)).reduce((sum, done) => sum + done, 0);
    const { user, system } = process.cpuUsage(before.cpu);
    return {
      perSecond: (commands * 1000) / (performance.now() - start),
      fsyncsPerCommand: (store.counts().commits - before.commits) / commands,
      cpuPerCommand: (user + system) / commands,
    };
  }
  await rate(seconds / 2); // warm
  tell({ ...(await rate(seconds)), commands: store.counts().appends });
  await store.close();
});
