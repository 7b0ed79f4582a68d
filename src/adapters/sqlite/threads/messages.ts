import type { EventText } from '../../../app/log/check-append.js';

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

export type ReadRequest = { kind: 'stream'; stream: string } | { kind: 'page'; after: number } | { kind: 'head' };
export interface EventRow extends EventText {
  sequence: number;
  stream: string;
  revision: number;
}
export type ReadAnswer =
  | { kind: 'events'; rows: EventRow[]; /** Whether the log went on after these. */ more: boolean; head: number }
  | { kind: 'unavailable'; fault: Fault };

/** An error on its way between threads, where classes and native properties are lost. */
export interface Fault {
  name: string;
  message: string;
  resultCode: number | undefined;
}

export interface Numbered<Request> {
  number: number;
  request: Request;
}
/** What was asked for in one turn of the event loop goes in one message: each message costs as much as what is in it. */
export type ToThread<Request> = { kind: 'requests'; requests: readonly Numbered<Request>[] } | { kind: 'close' };

export interface Answered<Answer> {
  /** Of the request. */
  number: number;
  answer: Answer;
}

/** `opened` comes first, or `failed` does; after `failed` nothing more comes. All answers of one message became true together. */
export type FromThread<Opened, Answer> =
  | { kind: 'opened'; opened: Opened }
  | { kind: 'answers'; answers: readonly Answered<Answer>[] }
  | { kind: 'failed'; fault: Fault };

/** What a thread is started with. */
export interface ThreadData {
  dataDirectory: string;
}

export interface WriterOpened {
  logId: string;
}
