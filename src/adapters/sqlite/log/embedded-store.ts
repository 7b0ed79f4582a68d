import { setImmediate } from 'node:timers/promises';
import { checkStream } from '../../../app/log/check-append.js';
import {
  NO_STREAM,
  RevisionConflict,
  StoreUnavailable,
  type EventStore,
  type SeenEvent,
  type StoredEvent,
} from '../../../app/log/event-store.js';
import { ForeignPosition } from '../../../app/log/same-log.js';
import { appendRequest } from './append-request.js';
import type { AppendCounts, Commits } from './commit-feed.js';
import { damaged, damageIn, LogFault } from '../database/errors.js';
import { BEFORE_FIRST, type AppendAnswer, type AppendRequest, type EventRow } from './messages.js';
import { type Fault } from '../database/fault.js';
import type { ReadAnswer, ReadRequest, WriterOpened } from './messages.js';
import { positionsOf } from './position.js';
import { follow, readToEnd, type PageAfter } from './read-log.js';
import type { ThreadLink } from '../threads/thread-link.js';

export interface SqliteEventStore extends EventStore {
  counts(): AppendCounts;
}

interface Parts {
  writer: ThreadLink<WriterOpened, AppendRequest, AppendAnswer>;
  reader: ThreadLink<null, ReadRequest, ReadAnswer>;
  commits: Commits;
  hasFailed: () => boolean;
}

/** The port, spoken to the two threads. */
export function embeddedStore({ writer, reader, commits, hasFailed }: Parts): SqliteEventStore {
  const positions = positionsOf(writer.opened.logId);
  let closing: Promise<void> | undefined;

  async function read(request: ReadRequest) {
    if (closing) throw new StoreUnavailable('The event store is closed.');
    const answer = await reader.call(request);
    if (answer.kind === 'unavailable') throw unavailable('read', answer.fault);
    return answer;
  }
  // field by field: a rebuild comes through here with every event, and a rest or a spread costs more than the parsing
  const stored = ({ stream, revision, id, type, sequence, data, metadata }: EventRow): StoredEvent => ({
    stream,
    revision,
    id,
    type,
    position: positions.at(sequence),
    data: JSON.parse(data) as object,
    metadata: JSON.parse(metadata) as object,
  });
  const pageAfter: PageAfter = async (after) => {
    const { rows, more, head } = await read({ kind: 'page', after });
    if (after > head) throw new ForeignPosition();
    return { events: rows.map(stored), caughtUp: !more, last: rows.at(-1)?.sequence ?? after };
  };

  async function requireSeen({ id, position }: SeenEvent): Promise<void> {
    const sequence = positions.sequenceOf(position);
    const { rows } = await read({ kind: 'page', after: sequence - 1 });
    if (rows[0]?.id !== id) throw damaged(`event ${sequence} is not the one that was there.`);
  }

  return {
    counts: commits.counts,
    async readStream(stream) {
      checkStream(stream);
      const events: StoredEvent[] = [];
      for (let page = read({ kind: 'stream', stream, from: 0 }); ;) {
        const { rows, more } = await page;
        if (more) page = read({ kind: 'stream', stream, from: events.length + rows.length }); // while these are parsed
        for (const row of rows) events.push(stored(row));
        if (!more) return events;
        await setImmediate(); // a long stream holds up nobody
      }
    },
    async lastOf(stream) {
      checkStream(stream);
      return (await read({ kind: 'last', stream })).rows.map(stored)[0];
    },
    head: async () => positions.at((await read({ kind: 'head' })).head),
    readAll: (after) => readToEnd(pageAfter, () => positions.sequenceOf(after)),
    subscribeToAll(after, signal, lastSeen) {
      const wasClosed = closing !== undefined; // closed before: an error; closed later: the end
      return follow({ pageAfter, commits, signal }, async () => {
        if (wasClosed) throw new StoreUnavailable('The event store is closed.');
        if (lastSeen) await requireSeen(lastSeen);
        return positions.sequenceOf(after);
      });
    },
    async append(stream, expected, events) {
      const request = appendRequest(stream, expected, events);
      if (closing || hasFailed()) throw new StoreUnavailable('The event store is closed.');
      const answer = await writer.call(request);
      if (answer.kind === 'unavailable') throw unavailable('written', answer.fault);
      if (answer.kind === 'conflict')
        throw new RevisionConflict(answer.current === BEFORE_FIRST ? NO_STREAM : answer.current);
      return { revision: answer.revision, position: positions.at(answer.sequence) };
    },
    close() {
      closing ??= (async () => {
        commits.end();
        await reader.close();
        await writer.close(); // last: whoever closes last folds the write-ahead log into the file
      })();
      return closing;
    },
  };
}

const unavailable = (verb: 'read' | 'written', fault: Fault) =>
  damageIn(fault) ??
  new StoreUnavailable(`The event log cannot be ${verb} now.`, {
    cause: new LogFault(fault.message, fault.resultCode),
  });
