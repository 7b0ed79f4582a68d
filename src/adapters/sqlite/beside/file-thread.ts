import { StoreUnavailable } from '../../../app/log/event-store.js';
import { LogFault } from '../database/errors.js';
import { startThread } from '../threads/thread-link.js';
import type { Unavailable } from './run-file-thread.js';

interface FileThreadOptions {
  dataDirectory: string;
  /** The compiled body of the thread, which calls `runFileThread`. */
  body: URL;
  /** The name of the file, for the cause of a `StoreUnavailable`. */
  file: string;
  /** What a `StoreUnavailable` says. */
  words: string;
}

/** The store's end of a thread that keeps a file beside the log. Resolves also when the file cannot be opened: each request tries again. */
export async function startFileThread<Request, Answer extends { kind: string }>(options: FileThreadOptions) {
  const { dataDirectory, body, file, words } = options;
  const unavailable = (message: string, resultCode?: number) =>
    new StoreUnavailable(words, { cause: new LogFault(`${file}: ${message}`, resultCode) });
  let fail: (error: StoreUnavailable) => void;
  const failed = new Promise<never>((_, reject) => (fail = reject));
  failed.catch(() => undefined); // it is told to whoever asks
  const thread = await startThread<null, Request, Answer | Unavailable>({
    body,
    data: { dataDirectory },
    onFatal: ({ message }) => fail(unavailable(message)),
  });

  return {
    /** The answer, which has to be of this kind. Rejects with `StoreUnavailable`. */
    async ask<Kind extends Answer['kind']>(request: Request, kind: Kind): Promise<Extract<Answer, { kind: Kind }>> {
      const answer = await Promise.race([thread.call(request), failed]);
      if (isUnavailable(answer)) throw unavailable(answer.fault.message, answer.fault.resultCode);
      if (answer.kind !== kind) throw new TypeError('The thread has answered something else.');
      return answer as Extract<Answer, { kind: Kind }>;
    },
    close: () => thread.close(),
  };
}

const isUnavailable = (answer: { kind: string }): answer is Unavailable => answer.kind === 'unavailable';
