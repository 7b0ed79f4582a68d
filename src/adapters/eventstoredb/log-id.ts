import { randomUUID } from 'node:crypto';
import { ErrorType, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { LogDamaged } from '../../app/log/event-store.js';
import type { Read } from './reading/retrying-reads.js';
import type { Client } from './client/connection.js';
import { isType } from './client/faults.js';
import type { Names } from './names.js';
import { eventsOf } from './reading/read-events.js';
import { within } from './client/timeout.js';

/** Identifies this log, also among logs of the same name on other servers: the id of an event of its own, written once. */
export async function logIdOf(read: Read, { log }: Names): Promise<{ logId: string; isNew: boolean }> {
  const mine = randomUUID();
  const id = await read(async (client, milliseconds) => {
    const [first] = await eventsOf(client, log, { count: 1, milliseconds });
    return first?.id ?? (await begin({ client, stream: log, id: mine }, milliseconds));
  });
  return { logId: logIdFrom(id), isNew: id === mine };
}

const logIdFrom = (eventId: string) => eventId.replaceAll('-', '').slice(0, 12); // of a random UUID all random

/** Throws `LogDamaged` unless the log on the server is this one: a subscription to another would wait in silence. */
export async function checkLogId(read: Read, { log }: Names, logId: string): Promise<void> {
  const [first] = await read((client, milliseconds) => eventsOf(client, log, { count: 1, milliseconds }));
  if (first && logIdFrom(first.id) === logId) return;
  throw new LogDamaged('The event store holds another log than before, or none: it was emptied, or replaced.');
}

interface Beginning {
  client: Client;
  stream: string;
  id: string;
}

async function begin({ client, stream, id }: Beginning, milliseconds: number): Promise<string> {
  const event = jsonEvent({ id, type: 'LogBegun', data: {}, metadata: {} });
  try {
    await within(milliseconds, client.appendToStream(stream, event, { expectedRevision: NO_STREAM }));
    return id;
  } catch (error) {
    if (!isType(error, ErrorType.WRONG_EXPECTED_VERSION)) throw error; // perhaps it was written: the next try reads it
    const [first] = await eventsOf(client, stream, { count: 1, milliseconds });
    if (first) return first.id;
    throw error;
  }
}
