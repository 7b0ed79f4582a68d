import type { RecordedKeyEvent } from '../key/recorded.js';
import { foldValidity } from './fold-validity.js';
import type { Lived, Validity } from './validity.js';

/** When each credential and each redirect URI of a key counted, by its events, in the order in which they were added. */
export function intervalsOf(events: readonly RecordedKeyEvent[]): readonly Lived[] {
  const validity = events.reduce<Validity | undefined>(foldValidity, undefined);
  return validity?.subjects.map(({ item: _, ...lived }) => lived) ?? [];
}
