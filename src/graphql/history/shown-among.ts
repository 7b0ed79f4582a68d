import { foldKeyHistory } from '../../../projections/key-history/fold.js';
import { historyOf } from '../../../projections/key-history/list.js';
import type { RecordedKeyEvent } from '../../domain/key/recorded.js';
import type { ShownKeyEvent } from './key-event.js';

/** Shows one of the events of a key as people see it, with what was before it among them. */
export function shownAmong(events: readonly RecordedKeyEvent[]): (event: RecordedKeyEvent) => ShownKeyEvent {
  const { earlier } = historyOf(events);
  return (event) => {
    const entry = foldKeyHistory(undefined, event);
    return { ...entry, earlier: earlier(entry) };
  };
}
