import type { Fault } from '../database/fault.js';

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
