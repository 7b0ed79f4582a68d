import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { CannotDo } from '../terminal/cannot-do.js';

/** Read and write for its owner alone. */
const PRIVATE = 0o600;

/** Writes the file whole or not at all, and never over another. On the disk when it returns. Throws `CannotDo`. */
export function writeNewFile(file: string, bytes: Uint8Array): void {
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const descriptor = openSync(temporary, 'wx', PRIVATE);
    try {
      writeFileSync(descriptor, bytes);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    linkSync(temporary, file); // unlike a rename it fails where there is a file
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotDo(
      code === 'EEXIST'
        ? 'There is a file of this name already; it was left as it is.'
        : `The file cannot be written: ${code ?? 'unknown'}.`,
    );
  } finally {
    rmSync(temporary, { force: true });
  }
}
