import { join } from 'node:path';
import type { Database } from '../database/driver.js';
import { hasRoom, noRoom } from '../database/disk-space.js';
import { faultOf, type Fault } from '../database/fault.js';
import { openedFiles } from '../database/opened-files.js';
import { transaction } from '../database/transaction.js';
import { runThread } from '../threads/thread.js';

/** A request was not done, and nothing of it. */
export interface Unavailable {
  kind: 'unavailable';
  fault: Fault;
}

interface FileWork<Request, Answer> {
  /** The name of the file in the data directory. */
  file: string;
  open: (path: string) => Database;
  /** Answers a request; each is a transaction of its own. */
  answering: (database: Database) => (request: Request) => Answer;
  /** Does the request need room on the disk? */
  isWrite: (request: Request) => boolean;
}

interface Opened<Request, Answer> {
  database: Database;
  answer: (request: Request) => Answer;
  /** Throws when the file is no longer the one at its path. */
  verify: () => unknown;
}

/** The life of a thread that keeps a file beside the log: it waits for the disk. No fault of its file ends anything: it is opened anew. */
export function runFileThread<Request, Answer>({ file, open, answering, isWrite }: FileWork<Request, Answer>): void {
  runThread<null, Request, Answer | Unavailable>((dataDirectory) => {
    const path = join(dataDirectory, file);
    let opened: Opened<Request, Answer> | undefined;

    function openAnew(): Opened<Request, Answer> {
      const database = open(path);
      try {
        return { database, answer: answering(database), verify: openedFiles([path]).verify };
      } catch (error) {
        database.close();
        throw error;
      }
    }

    function close(): void {
      try {
        opened?.database.close();
      } catch {
        // the file is given up either way
      } finally {
        opened = undefined;
      }
    }

    function answer(request: Request): Answer | Unavailable {
      if (isWrite(request) && !hasRoom(dataDirectory)) return { kind: 'unavailable', fault: noRoom };
      try {
        const { database, answer: ask, verify } = (opened ??= openAnew());
        verify();
        return transaction(database, () => ask(request));
      } catch (error) {
        close();
        return { kind: 'unavailable', fault: faultOf(error) };
      }
    }

    return {
      opened: null,
      handle: (numbered, tell) => tell(numbered.map(({ number, request }) => ({ number, answer: answer(request) }))),
      close,
    };
  });
}
