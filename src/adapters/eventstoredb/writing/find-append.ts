import type { EventText } from '../../../app/log/check-append.js';
import { NO_STREAM, type Appended, type ExpectedRevision } from '../../../app/log/event-store.js';
import type { Client } from '../client/connection.js';
import type { Positions } from '../positions.js';
import { eventsOf } from '../reading/read-events.js';

export interface Sought {
  stream: string;
  expected: ExpectedRevision;
  texts: readonly EventText[];
  positions: Positions;
}

/** Where these events are, if they are where this append would have put them, all of them and in their order. */
export async function findAppend(
  client: Client,
  { stream, expected, texts, positions }: Sought,
  milliseconds: number,
): Promise<Appended | undefined> {
  const from = expected === NO_STREAM ? 0n : BigInt(expected) + 1n;
  const events = await eventsOf(client, stream, { from, count: texts.length, milliseconds });
  const last = events.at(-1);
  const same = events.length === texts.length && events.every(({ id }, index) => id === texts[index]?.id);
  return same && last?.position
    ? { revision: Number(last.revision), position: positions.at(last.position) }
    : undefined;
}
