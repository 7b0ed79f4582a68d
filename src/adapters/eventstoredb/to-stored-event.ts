import type { RecordedEvent } from '@eventstore/db-client';
import { LogDamaged, type StoredEvent } from '../../app/log/event-store.js';
import { asGiven } from './writing/append-marker.js';
import type { Names } from './names.js';
import type { Positions } from './positions.js';

/** An event of the server's as the port has it. Throws `LogDamaged` for one that no append of ours has made. */
export function storedBy({ ours }: Names, positions: Positions) {
  return ({ streamId, revision, id, type, data, metadata, position }: RecordedEvent): StoredEvent => {
    if (!isObject(data) || !isObject(metadata) || !position) throw foreign(type);
    return {
      stream: ours(streamId),
      revision: Number(revision),
      id,
      type,
      position: positions.at(position),
      data,
      metadata: asGiven(metadata),
    };
  };
}

export type Stored = ReturnType<typeof storedBy>;

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !(value instanceof Uint8Array);

const foreign = (type: string) =>
  new LogDamaged(
    `A stream of the log holds an event (${type.slice(0, 50)}) whose data or metadata is no JSON object: this server has not written it.`,
  );
