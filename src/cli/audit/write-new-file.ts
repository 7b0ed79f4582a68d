import { createPrivateFile } from '../../adapters/crypto/private-file.js';
import { CannotDo } from '../terminal/cannot-do.js';

/** Writes the file whole or not at all, and never over another; nobody else may read it. On the disk when it returns. Throws `CannotDo`. */
export function writeNewFile(file: string, bytes: Uint8Array): void {
  try {
    createPrivateFile(file, bytes);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotDo(
      code === 'EEXIST'
        ? 'There is a file of this name already; it was left as it is.'
        : `The file cannot be written: ${code ?? 'unknown'}.`,
    );
  }
}
