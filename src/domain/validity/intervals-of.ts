import type { RecordedKeyEvent } from '../key/recorded.js';
import { foldValidity } from './fold-validity.js';
import type { Lived, Validity } from './validity.js';

/** When each credential and each redirect URI of a key counted, by its events, in the order in which they were added. */
export const intervalsOf = (events: readonly RecordedKeyEvent[]): readonly Lived[] =>
  events.reduce<Validity | undefined>(foldValidity, undefined)?.subjects ?? [];
