import { hash } from 'node:crypto';
import { damaged } from '../database/errors.js';
import type { EventRow } from './messages.js';

/** As it lies in the file. */
export type ChecksummedRow = EventRow & { checksum: string };

/** Hex digits: 128 bits of SHA-256. It detects failing disks, not attackers: a writer of the file can compute checksums. */
const CHECKSUM_CHARACTERS = 32;

/** Covers every stored field and the log's id, joined by NUL, which no field can contain (app/log/check-append.ts). */
export function checksumOf(logId: string, { sequence, stream, revision, id, type, data, metadata }: EventRow): string {
  const parts = [logId, sequence, stream, revision, id, type, data, metadata];
  return hash('sha256', parts.join('\0')).slice(0, CHECKSUM_CHARACTERS);
}

/** Gives the row back without its checksum, or throws `LogDamaged`: SQLite itself does not notice a bit that has flipped in a value. */
export const verifiedBy =
  (logId: string) =>
  ({ sequence, stream, revision, id, type, data, metadata, checksum }: ChecksummedRow): EventRow => {
    const row = { sequence, stream, revision, id, type, data, metadata }; // the rest of a destructuring takes as long as the hash
    if (checksumOf(logId, row) !== checksum) throw damaged(`event ${sequence} is not what was written there.`);
    return row;
  };

/** The columns of `ChecksummedRow`. */
export const columns = 'sequence, stream, revision, id, type, data, metadata, checksum';
