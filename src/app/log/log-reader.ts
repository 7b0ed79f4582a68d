import type { EventStore } from './event-store.js';

/** A log opened for reading only. */
export type LogReader = Pick<EventStore, 'readStream' | 'lastOf' | 'readAll' | 'close'>;
