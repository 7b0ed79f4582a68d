import { Worker } from 'node:worker_threads';
import type { Answered, FromThread, Numbered, ThreadData, ToThread } from './messages.js';
import type { Fault } from '../database/fault.js';

export interface LinkOptions<Answer> {
  /** The compiled body of the thread. */
  body: URL;
  data: ThreadData;
  /** Answers that became true together, before those who asked get them. */
  onAnswers?: (answers: readonly Answer[]) => void;
  /** The thread cannot go on; called at most once. Whoever waits for an answer stays without. */
  onFatal: (fault: Fault) => void;
}

/** The store's end of the line to a thread. */
export interface ThreadLink<Opened, Request, Answer> {
  opened: Opened;
  call(request: Request): Promise<Answer>;
  /** After everything asked has been answered, the thread ends; at once if it has failed. */
  close(): Promise<void>;
}

/** Starts a thread; rejects with the `Fault` it was refused with, after the thread has ended. */
export async function startThread<Opened, Request, Answer>({
  body,
  data,
  onAnswers,
  onFatal,
}: LinkOptions<Answer>): Promise<ThreadLink<Opened, Request, Answer>> {
  const worker = new Worker(body, { workerData: data });
  const post = (message: ToThread<Request>) => worker.postMessage(message);
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastNumber = 0;
  let unsent: Numbered<Request>[] = [];
  let state: 'opening' | 'running' | 'closing' | 'failed' = 'opening';
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));

  const opened = await new Promise<Opened>((resolve, reject) => {
    const fail = (fault: Fault) => {
      if (state === 'opening') void ended.then(() => reject(fault));
      else if (state !== 'failed') onFatal(fault);
      if (state === 'closing') void worker.terminate();
      state = 'failed';
    };
    worker.on('message', (message: FromThread<Opened, Answer>) => {
      if (message.kind === 'answers') return settle(message.answers);
      if (message.kind !== 'opened') return fail(message.fault);
      state = 'running';
      resolve(message.opened);
    });
    worker.once('error', ({ name, message }) => fail({ name, message, resultCode: undefined }));
    worker.once('exit', () => {
      if (state !== 'closing') fail({ name: 'Error', message: 'A thread of the store ended.', resultCode: undefined });
    });
  });

  function settle(answers: readonly Answered<Answer>[]) {
    onAnswers?.(answers.map(({ answer }) => answer));
    for (const { number, answer } of answers) {
      waiting.get(number)?.(answer);
      waiting.delete(number);
    }
  }

  /** After everything that the answers of one message have set going: those who waited together ask together. */
  function send() {
    if (unsent.length > 0) post({ kind: 'requests', requests: unsent });
    unsent = [];
  }

  return {
    opened,
    call: (request) =>
      new Promise((resolve) => {
        waiting.set(++lastNumber, resolve);
        if (unsent.push({ number: lastNumber, request }) === 1) process.nextTick(send);
      }),
    async close() {
      if (state === 'failed') return void (await worker.terminate());
      state = 'closing';
      send();
      post({ kind: 'close' });
      await ended;
    },
  };
}
