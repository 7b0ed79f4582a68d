import { closeSync, cpSync, fstatSync, futimesSync, openSync, readSync, writeSync } from 'node:fs';

/** Turns one bit of a file round, as a failing disk does: the file is no younger for it. */
export function flipBit(file: string, offset: number, bit: number): void {
  const descriptor = openSync(file, 'r+');
  const { atime, mtime } = fstatSync(descriptor);
  const byte = Buffer.alloc(1);
  readSync(descriptor, byte, 0, 1, offset);
  byte.writeUInt8(byte.readUInt8(0) ^ (1 << bit));
  writeSync(descriptor, byte, 0, 1, offset);
  futimesSync(descriptor, atime, mtime);
  closeSync(descriptor);
}

/** What would be found in a data directory after a kill: every file but those that only a running process needs. */
export const copyAsKilled = (from: string, to: string): void =>
  cpSync(from, to, { recursive: true, filter: (path) => !/-shm$|lock\.db$/.test(path) });
