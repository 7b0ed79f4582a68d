import { crc32 } from 'node:zlib';
import type { Position } from '../../../app/log/event-store.js';
import { ViewsDamaged, type ViewDatabase } from '../../../app/views/views.js';

export const VIEWS_FILE = 'views.db';

/** How far a projection has come, as it lies in the file. A position that flips forward would skip events. */
export interface PassedRow {
  name: string;
  version: number;
  position: Position | null;
  checksum: number;
}

const checksumOf = ({ name, version, position }: Omit<PassedRow, 'checksum'>) =>
  crc32([name, version, position ?? ''].join('\0'));

/** The position, null before the first event; undefined when the row is not what was written. */
export const passedIn = (row: PassedRow): Position | null | undefined =>
  checksumOf(row) === row.checksum ? row.position : undefined;

/** Always from the file: what was believed to have failed may be in it. Throws `ViewsDamaged`. */
export function positionsIn(db: ViewDatabase): Map<string, Position | null> {
  const rows = db.all<PassedRow>('SELECT name, version, position, checksum FROM projection');
  return new Map(
    rows.map((row) => {
      const position = passedIn(row);
      if (position === undefined) throw new ViewsDamaged('A position of the views is not what was written.');
      return [row.name, position];
    }),
  );
}

export function savePassed(db: ViewDatabase, passed: Omit<PassedRow, 'checksum'>): void {
  db.run(
    'INSERT OR REPLACE INTO projection (name, version, position, checksum) VALUES (?, ?, ?, ?)',
    ...[passed.name, passed.version, passed.position, checksumOf(passed)],
  );
}
