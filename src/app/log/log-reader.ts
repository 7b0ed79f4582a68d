import type { EventStore } from './event-store.js';

/** A log that somebody only looks into. */
export type LogReader = Pick<EventStore, 'readStream' | 'readAll' | 'close'>;
