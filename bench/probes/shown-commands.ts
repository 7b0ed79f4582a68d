import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { projections } from '../../projections/index.js';
import { leafCount, tilesIn } from '../../projections/log-tree/tiles.js';
import { createAuditKey } from '../../src/adapters/crypto/audit-keys/create-audit-key.js';
import { loadAuditKeys } from '../../src/adapters/crypto/audit-keys/load-audit-keys.js';
import { rememberedCheckpoint } from '../../src/adapters/crypto/audit-keys/remembered-checkpoint.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import { keepCheckpoints } from '../../src/app/proof/keep-checkpoints.js';
import { rootHash } from '../../src/app/proof/tree.js';
import { startProjector } from '../../src/app/views/projector.js';
import { workOnKeys } from '../load/work-on-keys.js';
import { asked, tell } from '../probe/told.js';
import { inTemporaryDirectory } from '../temporary-directory.js';

/** Durable commands, each until the views show it. `without`: views that are left out. `signed`: a checkpoint every second. */
const { callers, seconds, without, signed } = asked<{
  callers: number;
  seconds: number;
  without: string[];
  signed: boolean;
}>();
const onFailure = (error: unknown) => {
  throw error;
};

await inTemporaryDirectory(async (dataDirectory) => {
  const store = await openSqliteEventStore({ dataDirectory, onFatal: onFailure });
  const kept = projections.filter(({ name }) => !without.includes(name));
  const views = openViews(dataDirectory, kept);
  const projector = startProjector({ store, views, onFailure, onOutage: onFailure, onOutageOver: () => undefined });
  const shown = (position: string) => projector.passed(position, Infinity);
  const checkpoints = signed ? signing() : undefined;
  let signatures = 0;
  const timer = setInterval(() => void checkpoints?.sign().then(() => signatures++, onFailure), 1000);

  function signing() {
    const file = join(dataDirectory, 'audit-key.pem');
    createAuditKey(file);
    const tree = { size: () => leafCount(views.db), root: (size: number) => rootHash(tilesIn(views.db), size) };
    const { signersOf } = loadAuditKeys(file, { isPrivate: true });
    const own = { signersOf, remembered: rememberedCheckpoint(file), witnesses: [], origin: null };
    return keepCheckpoints({ store, tree, shown, ...own, now: () => new Date(), newId: randomUUID });
  }

  async function rate(duration: number) {
    const [start, before] = [performance.now(), process.cpuUsage()];
    const isOver = () => performance.now() - start > duration * 1000;
    const each = Array.from({ length: callers }, () => workOnKeys({ store, shown }, isOver));
    const commands = (await Promise.all(each)).reduce((sum, done) => sum + done, 0);
    const { user, system } = process.cpuUsage(before);
    return {
      perSecond: (commands * 1000) / (performance.now() - start),
      cpuPerCommand: (user + system) / commands,
    };
  }
  await rate(seconds / 2); // warm
  const figures = await rate(seconds);
  clearInterval(timer);
  tell({ ...figures, signatures });
  await checkpoints?.verify(); // behind a signature that is under way
  await projector.stop();
  views.close();
  await store.close();
});
