import { readFileSync, rmSync } from 'node:fs';
import type { RememberedCheckpoint } from '../../../app/proof/checkpoint-ports.js';
import { replacePrivateFile } from '../private-file.js';
import { systemCodeOf } from '../peppers/peppers-fault.js';

/** The newest checkpoint in a file beside the key. */
export function rememberedCheckpoint(keyFile: string): RememberedCheckpoint & { forget(): void } {
  const file = `${keyFile}.checkpoint`;
  return {
    read() {
      try {
        return readFileSync(file, 'utf8');
      } catch (error) {
        if (systemCodeOf(error) === 'ENOENT') return null;
        throw error;
      }
    },
    write: (note) => replacePrivateFile(file, note),
    forget: () => rmSync(file, { force: true }),
  };
}
