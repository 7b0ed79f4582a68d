import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** A backup is never mixed with anything, and never written over another. */
export class TargetNotEmpty extends Error {
  override name = 'TargetNotEmpty';
  constructor() {
    super('The target is no empty directory: name one that is empty, or that does not exist yet.');
  }
}

/** Makes the directory, mode 0700, or takes an empty one. What it answers puts its content and its name on the disk. */
export function emptyDirectory(directory: string): { sync: () => void } {
  const first = made(directory);
  if (first === undefined && readdirSync(directory).length > 0) throw new TargetNotEmpty();
  return {
    sync() {
      fsync(directory);
      if (first === undefined) return;
      for (let at = directory; at !== dirname(first); fsync(at)) at = dirname(at);
    },
  };
}

/** The first of the directories that had to be made. */
function made(directory: string): string | undefined {
  try {
    return mkdirSync(directory, { recursive: true, mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw code === 'EEXIST' || code === 'ENOTDIR' ? new TargetNotEmpty() : error;
  }
}

/** What was written to the file, or the names in the directory, are on the disk when this returns. */
export function fsync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
