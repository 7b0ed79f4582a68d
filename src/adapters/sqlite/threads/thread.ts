import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { faultOf } from '../database/fault.js';
import type { Answered, FromThread, Numbered, ThreadData, ToThread } from './messages.js';

export interface Work<Opened, Request, Answer> {
  opened: Opened;
  /** Milliseconds to wait for others that may be on their way, before what has come is handled. Without it none. */
  delay?(): number;
  /** Has to answer each. A throw is fatal: the thread does nothing more. */
  handle(requests: readonly Numbered<Request>[], answer: (answers: readonly Answered<Answer>[]) => void): void;
  /** Called each second, also when nothing is asked. A throw is fatal. */
  watch?(): void;
  close(): void;
}

const WATCH_EVERY_MS = 1000;

/** The life of a thread of the store: open, then everything that has queued up at once, until told to close. */
export function runThread<Opened, Request, Answer>(
  open: (dataDirectory: string) => Work<Opened, Request, Answer>,
): void {
  if (!parentPort) throw new Error('This file is the body of a worker thread.');
  const port = parentPort;
  const post = (message: FromThread<Opened, Answer>) => port.postMessage(message);
  let work: Work<Opened, Request, Answer>;
  try {
    work = open((workerData as ThreadData).dataDirectory);
  } catch (error) {
    return post({ kind: 'failed', fault: faultOf(error) });
  }
  let failed = false;
  const fail = (error: unknown) => {
    failed = true;
    post({ kind: 'failed', fault: faultOf(error) });
  };
  const watching = setInterval(() => {
    try {
      if (!failed) work.watch?.();
    } catch (error) {
      fail(error);
    }
  }, WATCH_EVERY_MS);
  port.on('message', (first: ToThread<Request>) => {
    if (failed) return; // the process is about to end; whoever waits has an unknown outcome
    const messages = [first];
    pause(work.delay?.() ?? 0);
    for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
      messages.push(next.message as ToThread<Request>);
    }
    const requests = messages.flatMap((message) => (message.kind === 'requests' ? message.requests : []));
    try {
      if (requests.length > 0) work.handle(requests, (answers) => post({ kind: 'answers', answers }));
      if (messages.at(-1)?.kind === 'close') {
        clearInterval(watching);
        work.close();
        port.close();
      }
    } catch (error) {
      fail(error);
    }
  });
  post({ kind: 'opened', opened: work.opened });
}

const never = new Int32Array(new SharedArrayBuffer(4));
/** Blocks this thread; messages come in meanwhile. */
const pause = (milliseconds: number) => milliseconds > 0 && void Atomics.wait(never, 0, 0, milliseconds);
