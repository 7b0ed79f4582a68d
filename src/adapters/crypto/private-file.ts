import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes a file with this content that nobody else may read, on the disk when it returns. Throws `EEXIST` rather than overwrite. */
export const createPrivateFile = (file: string, content: string | Uint8Array): void => placed(file, content, linkSync);

/** As `createPrivateFile`, in the place of what was there: the one or the other is there at any moment. */
export const replacePrivateFile = (file: string, text: string): void => placed(file, text, renameSync);

function placed(file: string, content: string | Uint8Array, place: (from: string, to: string) => void): void {
  const draft = `${file}.${randomUUID()}`;
  try {
    writeDurably(draft, content);
    place(draft, file); // whole or not at all
  } finally {
    rmSync(draft, { force: true });
  }
  syncDirectory(dirname(file));
}

function writeDurably(file: string, content: string | Uint8Array) {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, content);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** A new name lasts once its directory is on disk too. */
function syncDirectory(directory: string) {
  const descriptor = openSync(directory, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
