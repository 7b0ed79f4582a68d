import { projections } from '../../../projections/index.js';
import { takeDataDirectory } from '../../adapters/sqlite/log/data-directory.js';
import { removeViews } from '../../adapters/sqlite/views/remove-views.js';
import { openViews } from '../../adapters/sqlite/views/views.js';
import { rebuildViews } from '../../app/views/rebuild-views.js';
import { readDataDirectory } from '../../config/config.js';
import { openToRead } from '../stores/open-log.js';
import { counted } from '../terminal/counted.js';
import { oneLine } from '../terminal/one-line.js';
import { progress } from '../terminal/progress.js';
import { configuredStore } from '../stores/store-address.js';

const summary = (events: number, position: string | null) =>
  `Built ${projections.length} views again from ${counted(events, 'event')}${position === null ? '' : `, up to position ${position}`}.`;

/**
 * `keyledger rebuild`: the views, from the first event on. The log first, the lock second: what cannot be made again is not
 * thrown away, and a server keeps what it has open.
 */
export async function rebuild({ json = false }: { json?: boolean } = {}): Promise<void> {
  const dataDirectory = readDataDirectory();
  const log = await openToRead(configuredStore());
  try {
    const lock = takeDataDirectory(dataDirectory);
    try {
      removeViews(dataDirectory);
      const views = openViews(dataDirectory, projections);
      try {
        const say = progress();
        const { events, position = null } = await rebuildViews(log, views, (read) =>
          say(`${counted(read, 'event')} read so far`),
        );
        console.log(json ? oneLine({ views: projections.length, events, position }) : summary(events, position));
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
