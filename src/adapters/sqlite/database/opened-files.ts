import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { LogFault } from './errors.js';

/**
 * The files behind an open database, watched at their paths: an open file goes on to take what is written after its name was
 * removed, or given to another file, and all of that is lost. `paths` exist when this is called.
 */
export function openedFiles(paths: readonly string[]) {
  let known = paths.map(statusOf);
  return {
    /** Throws `LogFault` unless each path still leads to the file that was there. True when nobody but us has written to them. */
    verify(): boolean {
      const found = paths.map(statusOf);
      paths.forEach((path, index) => {
        if (found[index]?.file !== known[index]?.file) throw replaced(path);
      });
      return found.every(({ content }, index) => content === known[index]?.content);
    },
    /** To be called after each write of ours. */
    written: () => void (known = paths.map(statusOf)),
  };
}

const replaced = (path: string) =>
  new LogFault(
    `The file ${basename(path)} of the data directory is not the one that this server has open: it was removed or replaced.`,
  );

function statusOf(path: string): { file: string | undefined; content: string | undefined } {
  const status = statSync(path, { throwIfNoEntry: false });
  if (!status) return { file: undefined, content: undefined };
  return { file: `${status.dev} ${status.ino}`, content: `${status.size} ${Math.round(status.mtimeMs)}` };
}
