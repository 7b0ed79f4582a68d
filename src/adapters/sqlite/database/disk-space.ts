import { statfsSync } from 'node:fs';

/** Bytes. Views that cannot be written answer nothing, not even what they know: so the log leaves the last of the room to them. */
const RESERVE_BYTES = 2 * 1024 * 1024;

/** Is there more than the reserve on the disk of this directory? Yes where the file system does not say. */
export function hasRoom(directory: string): boolean {
  try {
    const { blocks, bavail, bsize } = statfsSync(directory);
    return blocks === 0 || bavail * bsize >= RESERVE_BYTES;
  } catch {
    return true;
  }
}

export const noRoom = {
  name: 'DiskFull',
  message: 'The disk of the data directory is full, but for 2 MiB that are left to the views.',
  resultCode: undefined,
};
