import { crc32 } from 'node:zlib';
import type { Position } from '../../app/event-store.js';

export const VIEWS_FILE = 'views.db';

/** How far a projection has come, as it lies in the file. A position that flips forward would skip events. */
export interface PassedRow {
  name: string;
  version: number;
  position: Position | null;
  seal: number;
}

export const sealOf = ({ name, version, position }: Omit<PassedRow, 'seal'>) =>
  crc32([name, version, position ?? ''].join('\0'));

/** The position, null before the first event; undefined when the row is not what was written. */
export const passedIn = (row: PassedRow): Position | null | undefined =>
  sealOf(row) === row.seal ? row.position : undefined;
