import { join } from 'node:path';
import type { Projection, Views, ViewsDamaged } from '../../../app/views/views.js';
import { checkIntegrity } from '../database/check-integrity.js';
import { openDatabase } from '../database/driver.js';
import type { Integrity } from '../database/integrity.js';
import { prepareViews, renew } from './prepare-views.js';
import { removeViews } from './remove-views.js';
import { viewDatabase } from './view-database.js';
import { viewGroup } from './view-group.js';
import { passedOf, VIEWS_FILE } from './view-positions.js';
import { bootId } from './boot.js';

/** Damage that is found in the file goes to whoever listens by `onDamage`. */
export interface CheckedViews extends Views {
  /** Looks at all pages of the file and compares rows with indexes, in another process. */
  checkFile(signal: AbortSignal): Promise<void>;
}

/** In what way a file is checked; a test can do it in its own process. */
type Check = (path: string, signal: AbortSignal) => Promise<Integrity> | Integrity;

/**
 * The read models in a file of their own. It can be made again from the log at any time, so it is never fsynced (which
 * would stop the event loop), and one that is damaged, or of another boot of the machine, is thrown away. Its pages are not
 * all read here: `checkFile` does, later.
 */
export function openViews(
  dataDirectory: string,
  projections: readonly Projection<never>[],
  boot = bootId(),
  check: Check = checkIntegrity,
): CheckedViews {
  const path = join(dataDirectory, VIEWS_FILE);
  let tellDamage: (error: ViewsDamaged) => void = () => undefined;
  const open = () => {
    const db = viewDatabase(openDatabase(path), (error) => tellDamage(error));
    try {
      prepareViews(db, projections, boot);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  };
  const openAnew = () => {
    removeViews(dataDirectory);
    return openDatabase(path);
  };
  const db = openOrRemove();

  function openOrRemove() {
    try {
      return open();
    } catch {
      removeViews(dataDirectory);
      return open();
    }
  }

  return {
    ...viewGroup(db, projections, { alone: true }),
    db,
    groups() {
      const passed = passedOf(db);
      const positionOf = ({ name }: Projection<never>) => passed.get(name)?.position ?? '';
      const furthest = projections.map(positionOf).sort().at(-1);
      const leading = projections.filter((projection) => positionOf(projection) === furthest);
      const behind = projections.filter((projection) => positionOf(projection) !== furthest);
      const groups = [leading, behind].filter(({ length }) => length > 0);
      return groups.map((group) => viewGroup(db, group, { alone: groups.length === 1 }));
    },
    onDamage: (tell) => void (tellDamage = tell),
    async checkFile(signal) {
      if ((await check(path, signal)) === 'damaged' && !signal.aborted) db.broken();
    },
    reset() {
      if (db.isBroken()) db.replace(openAnew, () => prepareViews(db, projections, boot));
      else db.transaction(() => projections.forEach((projection) => renew(db, projection)));
    },
    close: db.close,
  };
}
