import { join } from 'node:path';
import { projections } from '../../projections/index.js';
import { bootId } from '../../src/adapters/sqlite/views/boot.js';
import { openSqliteEventStore } from '../../src/adapters/sqlite/log/open-event-store.js';
import { decode, isOfAudit } from '../../src/app/log/decode.js';
import { openViews } from '../../src/adapters/sqlite/views/views.js';
import type { Views } from '../../src/app/views/views.js';
import type { RecordedKeyEvent } from '../../src/domain/key/recorded.js';
import { dump } from '../kit/views/views.js';
import { allAfter } from '../store/some-events.js';

export type DataFile = 'events.db' | 'views.db' | 'idempotency.db';
export const filesOf = (dataDirectory: string, name: DataFile) =>
  ['', '-wal'].map((suffix) => join(dataDirectory, `${name}${suffix}`));

/** Tables that say the same by other bytes: how the full-text index has cut its segments. */
const byOtherBytes = /^key_details_text_(data|idx|docsize|config)$/;

/** Everything in the log of a directory whose server is gone; throws if it does not open, or an event does not decode. */
export async function eventsIn(dataDirectory: string): Promise<RecordedKeyEvent[]> {
  const onFatal = (error: Error) => {
    throw error;
  };
  const store = await openSqliteEventStore({ dataDirectory, onFatal });
  const all = await allAfter(store, undefined);
  const events = all.filter((event) => !isOfAudit(event)).map(decode); // the server may have signed meanwhile
  await store.close();
  return events;
}

/** What is in the views that were left behind, once they have caught up with these events, and in views made from nothing. */
export function viewsAndRebuilt(dataDirectory: string, elsewhere: string, events: readonly RecordedKeyEvent[]) {
  const shown = (views: Views) => {
    views.apply(events.filter(({ position }) => position > (views.passed() ?? '')));
    const rows = dump(views.db, byOtherBytes);
    views.close();
    return rows;
  };
  return {
    left: shown(openViews(dataDirectory, projections, bootId())),
    rebuilt: shown(openViews(elsewhere, projections, bootId())),
  };
}
