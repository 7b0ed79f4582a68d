import { ANY, type EventData } from '@eventstore/db-client';
import type { Client } from '../client/connection.js';
import { within } from '../client/timeout.js';
import { setMetadataOnce } from '../writing/set-metadata-once.js';

/** Seconds: longer than any day is counted for, because clocks differ and a summary is of what came before it. */
export const MAX_AGE_S = 100 * 24 * 60 * 60;

/**
 * Appends an event that is found again by its id: to be called until it resolves. The age of the stream is said before
 * there is anything in it: what a crash leaves goes as well.
 */
export async function appendAged(
  client: Client,
  { stream, event, isAged }: { stream: string; event: EventData; isAged: boolean },
  milliseconds: number,
): Promise<void> {
  const end = performance.now() + milliseconds;
  const left = () => end - performance.now();
  if (!isAged) await setMetadataOnce(client, { stream, metadata: { maxAge: MAX_AGE_S }, milliseconds: left() });
  await within(left(), client.appendToStream(stream, [event], { expectedRevision: ANY, requiresLeader: true }));
}
