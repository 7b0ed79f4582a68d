import { randomBytes, randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PEPPER_BYTES } from './peppers.js';
import { PeppersFault, systemCodeOf } from './peppers-fault.js';

/**
 * Makes a peppers file with one fresh pepper, mode 0600, on disk when this returns. Throws `PeppersFault`, with
 * `PEPPERS_EXIST` rather than overwrite: a lost pepper is the loss of every secret under it.
 */
export function createPeppers(file: string): void {
  const peppers = { current: 1, peppers: { '1': randomBytes(PEPPER_BYTES).toString('base64') } };
  const draft = `${file}.${randomUUID()}`;
  try {
    try {
      writeDurably(draft, `${JSON.stringify(peppers, undefined, 2)}\n`);
      linkSync(draft, file); // whole or not at all, and never over a file that is there
    } finally {
      rmSync(draft, { force: true });
    }
    syncDirectory(dirname(file));
  } catch (error) {
    const systemCode = systemCodeOf(error);
    if (systemCode === 'EEXIST') throw new PeppersFault('PEPPERS_EXIST');
    throw new PeppersFault('PEPPERS_NOT_WRITABLE', systemCode);
  }
}

function writeDurably(file: string, text: string) {
  const descriptor = openSync(file, 'wx', 0o600);
  try {
    writeFileSync(descriptor, text);
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
