import { randomUUID } from 'node:crypto';
import { ErrorType, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import type { Read } from './reads.js';
import type { Client } from './connection.js';
import { isType } from './faults.js';
import type { Names } from './names.js';
import { eventsOf } from './read-events.js';
import { within } from './timeout.js';

/** What tells this log from every other, one of the same name on another server included: made once, an event of its own. */
export async function logIdOf(read: Read, { log }: Names): Promise<string> {
  const id = await read(async (client, milliseconds) => {
    const [first] = await eventsOf(client, log, { count: 1, milliseconds });
    return first?.id ?? (await begin(client, log, milliseconds));
  });
  return id.replaceAll('-', '').slice(0, 12); // of a random UUID all random
}

async function begin(client: Client, stream: string, milliseconds: number): Promise<string> {
  const event = jsonEvent({ id: randomUUID(), type: 'LogBegun', data: {}, metadata: {} });
  try {
    await within(milliseconds, client.appendToStream(stream, event, { expectedRevision: NO_STREAM }));
    return event.id;
  } catch (error) {
    if (!isType(error, ErrorType.WRONG_EXPECTED_VERSION)) throw error; // perhaps it was written: the next try reads it
    const [first] = await eventsOf(client, stream, { count: 1, milliseconds });
    if (first) return first.id;
    throw error;
  }
}
