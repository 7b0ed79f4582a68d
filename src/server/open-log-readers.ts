import { projections } from '../../projections/index.js';
import type { openViews } from '../adapters/sqlite/views/views.js';
import type { startProjector } from '../app/views/projector.js';
import type { EventStore } from '../app/log/event-store.js';
import type { openTraces } from './open-traces.js';
import { openScrub } from './open-scrub.js';
import type { OpenedStore, Surroundings } from './opened-store.js';

interface Sources extends Surroundings {
  stored: OpenedStore;
  /** The same store, with traces. */
  store: EventStore;
  traces: Pick<Awaited<ReturnType<typeof openTraces>>, 'views'>;
  parts: { openViews: typeof openViews; startProjector: typeof startProjector };
  /** Takes what has to be closed, in the order in which it was opened. */
  opened: (() => Promise<void> | void)[];
}

/** What reads the log by itself: the projector into the views, and the scrub. */
export function openLogReaders({ config, log, now, stored, store, traces, parts, opened }: Sources) {
  const views = parts.openViews(config.dataDir, projections);
  opened.push(() => views.close());
  const projector = parts.startProjector({
    store,
    views: traces.views(views),
    onFailure: (err) => log.fatal({ err }, 'projections stopped'),
    onOutage: (err) => log.warn({ err }, 'the views cannot be read'),
    onOutageOver: () => log.warn({}, 'the views can be read again'),
  });
  opened.push(() => projector.stop());
  const scrub = openScrub({ stored, views, now, log });
  opened.push(scrub.stop);
  return { views, projector, scrub };
}
