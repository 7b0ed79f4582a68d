import { columns, verifiedBy, type ChecksummedRow } from './checksum.js';
import { prepare, type Database } from '../database/driver.js';
import { damaged } from '../database/errors.js';
import { faultOf } from '../database/fault.js';
import type { ReadAnswer, ReadRequest } from './messages.js';

/** Events to a page of a stream, and of the whole log; more of that, where so many in a row are of one stream. */
const PAGE_EVENTS = 500;

interface Found {
  rows: ChecksummedRow[];
  /** Does the log go on after them? */
  more: boolean;
}

/** Answers each request from the log that is open; what it cannot read it says. No row leaves it unverified. */
export function answering(database: Database): (request: ReadRequest) => ReadAnswer {
  const { id } = prepare<[], { id: string }>(database, 'SELECT id FROM log').get() ?? { id: '' };
  const verified = verifiedBy(id);
  const stream = prepare<[string, number, number], ChecksummedRow>(
    database,
    `SELECT ${columns} FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?`,
  );
  const last = prepare<[string], ChecksummedRow>(
    database,
    `SELECT ${columns} FROM events WHERE stream = ? ORDER BY revision DESC LIMIT 1`,
  );
  const page = prepare<[number, number], ChecksummedRow>(
    database,
    `SELECT ${columns} FROM events WHERE sequence > ? ORDER BY sequence LIMIT ?`,
  );
  const head = prepare<[], { head: number }>(database, 'SELECT coalesce(max(sequence), 0) AS head FROM events');

  /** Ends where another stream begins: what was appended together is in one page. */
  function pageOf(after: number): Found {
    for (let most = PAGE_EVENTS; ; most *= 2) {
      const rows = page.all(after, most + 1); // one more than wanted tells whether the log goes on
      if (rows.length <= most) return { rows, more: false };
      const end = rows.findLastIndex(({ stream }) => stream !== rows.at(-1)?.stream) + 1;
      if (end > 0) return { rows: rows.slice(0, end), more: true };
    }
  }

  const find = (request: ReadRequest): Found => {
    // who reads from the beginning is to see the file, and not the pages that this connection remembers
    if (request.kind === 'page' && request.after === 0) database.exec('PRAGMA shrink_memory');
    switch (request.kind) {
      case 'page':
        return pageOf(request.after);
      case 'stream':
        return upToPage(stream.all(request.stream, request.from, PAGE_EVENTS + 1));
      case 'last':
        return { rows: last.all(request.stream), more: false };
      case 'head':
        return { rows: [], more: false };
    }
  };

  return (request) => {
    try {
      const { rows, more } = find(request);
      if (!followOn(request, rows)) throw damaged('an event is missing.');
      const isOfStream = request.kind === 'stream' || request.kind === 'last';
      const end = isOfStream ? 0 : (head.get()?.head ?? 0); // read after the rows: never behind them
      return { kind: 'events', rows: rows.map(verified), more, head: end };
    } catch (error) {
      return { kind: 'unavailable', fault: faultOf(error) };
    }
  };
}

/** Of one row more than a page, which tells whether there are more. */
const upToPage = (rows: ChecksummedRow[]): Found => ({
  rows: rows.slice(0, PAGE_EVENTS),
  more: rows.length > PAGE_EVENTS,
});

/** Neither the log nor a stream has a gap. */
function followOn(request: ReadRequest, rows: readonly ChecksummedRow[]): boolean {
  if (request.kind === 'page') return rows.every(({ sequence }, index) => sequence === request.after + 1 + index);
  return request.kind !== 'stream' || rows.every(({ revision }, index) => revision === request.from + index);
}
