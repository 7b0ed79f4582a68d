import type { EventText } from '../../../app/log/check-append.js';
import type { Fault } from '../database/fault.js';

/** What the store and its two threads say to each other. Payloads are JSON text: threads copy text fastest. */

/** The expected revision of a stream that does not exist, as a number. */
export const BEFORE_FIRST = -1;

export interface AppendRequest {
  stream: string;
  /** A revision or `BEFORE_FIRST`. */
  expected: number;
  events: readonly EventText[];
}
export type AppendAnswer =
  | { kind: 'appended'; revision: number; sequence: number; /** False for a retry. */ fresh: boolean }
  | { kind: 'conflict'; current: number }
  | { kind: 'unavailable'; fault: Fault };

export type ReadRequest =
  | { kind: 'stream'; stream: string; /** The first revision. */ from: number }
  | { kind: 'last'; stream: string }
  | { kind: 'page'; after: number }
  | { kind: 'head' };
export interface EventRow extends EventText {
  sequence: number;
  stream: string;
  revision: number;
}
export type ReadAnswer =
  | {
      kind: 'events';
      rows: EventRow[];
      /** Whether the log, or the stream, went on after these. */ more: boolean;
      head: number;
    }
  | { kind: 'unavailable'; fault: Fault };

export interface WriterOpened {
  logId: string;
}
