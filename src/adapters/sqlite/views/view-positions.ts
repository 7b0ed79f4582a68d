import { crc32 } from 'node:zlib';
import type { Position, SeenEvent } from '../../../app/log/event-store.js';
import { ViewsDamaged, type ViewDatabase } from '../../../app/views/views.js';

export const VIEWS_FILE = 'views.db';

/** How far a projection has come. */
export interface Passed {
  /** null before the first event; beyond `lastEvent` where the log holds what is not ours. */
  position: Position | null;
  lastEvent: SeenEvent | null;
}

/** As it lies in the file. A position that flips forward would skip events. */
export interface PassedRow {
  name: string;
  version: number;
  position: Position | null;
  eventId: string | null;
  eventPosition: Position | null;
  checksum: number;
}

/** What another release has made lacks these columns, so that its views are thrown away. */
export const PASSED_TABLE = `CREATE TABLE IF NOT EXISTS projection (
  name TEXT PRIMARY KEY, version INTEGER NOT NULL, position TEXT, event_id TEXT, event_position TEXT, checksum INTEGER NOT NULL)`;
export const PASSED_ROWS =
  'SELECT name, version, position, event_id AS eventId, event_position AS eventPosition, checksum FROM projection';

const checksumOf = ({ name, version, position, eventId, eventPosition }: Omit<PassedRow, 'checksum'>) =>
  crc32([name, version, position ?? '', eventId ?? '', eventPosition ?? ''].join('\0'));

/** Undefined when the row is not what was written. */
export function passedIn(row: PassedRow): Passed | undefined {
  if (checksumOf(row) !== row.checksum) return undefined;
  const { position, eventId, eventPosition } = row;
  const isSeen = eventId !== null && eventPosition !== null;
  return { position, lastEvent: isSeen ? { id: eventId, position: eventPosition } : null };
}

/** Always from the file: what was believed to have failed may be in it. Throws `ViewsDamaged`. */
export function passedOf(db: ViewDatabase): Map<string, Passed> {
  const rows = db.all<PassedRow>(PASSED_ROWS);
  return new Map(
    rows.map((row) => {
      const passed = passedIn(row);
      if (passed === undefined) throw new ViewsDamaged('A position of the views is not what was written.');
      return [row.name, passed];
    }),
  );
}

export function savePassed(
  db: ViewDatabase,
  { name, version }: { name: string; version: number },
  { position, lastEvent }: Passed,
): void {
  const row = { name, version, position, eventId: lastEvent?.id ?? null, eventPosition: lastEvent?.position ?? null };
  db.run(
    'INSERT OR REPLACE INTO projection (name, version, position, event_id, event_position, checksum) VALUES (?, ?, ?, ?, ?, ?)',
    ...[name, version, position, row.eventId, row.eventPosition, checksumOf(row)],
  );
}
