import { projections } from '../../../projections/index.js';
import { takeDataDirectory } from '../../adapters/sqlite/log/data-directory.js';
import { removeViews } from '../../adapters/sqlite/views/remove-views.js';
import { openViews } from '../../adapters/sqlite/views/views.js';
import { rebuildViews, type Rebuilt } from '../../app/views/rebuild-views.js';
import { readDataDirectory } from '../../config/config.js';
import { openToRead } from '../stores/open-log.js';
import { progress } from '../terminal/progress.js';
import { configuredStore } from '../stores/store-address.js';

const summary = ({ events, position }: Rebuilt) =>
  `Built ${projections.length} views again from ${events} events${position === undefined ? '' : `, up to position ${position}`}.`;

/**
 * `keyledger rebuild`: the views, from the first event on. The log first, the lock second: what cannot be made again is not
 * thrown away, and a server keeps what it has open.
 */
export async function rebuild(): Promise<void> {
  const dataDirectory = readDataDirectory();
  const log = await openToRead(configuredStore());
  try {
    const lock = takeDataDirectory(dataDirectory);
    try {
      removeViews(dataDirectory);
      const views = openViews(dataDirectory, projections);
      try {
        const say = progress();
        console.log(summary(await rebuildViews(log, views, (events) => say(`${events} events read`))));
      } finally {
        views.close();
      }
    } finally {
      lock.close();
    }
  } finally {
    await log.close();
  }
}
