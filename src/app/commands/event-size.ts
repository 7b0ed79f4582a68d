import { MAX_EVENT_BYTES } from '../../domain/key/refusals.js';
import { Refusal } from '../../domain/refusal/refusal.js';
import type { EventToAppend } from '../log/event-store.js';

type Placed = EventToAppend & { stream: string; revision: number };

/**
 * Refuses an event whose canonical form (RFC 8785) the log would not take. That form differs from `JSON.stringify` in the order of
 * the fields alone, so their sizes are equal: RFC 8785 3.2.2 writes texts and numbers as ECMAScript does.
 */
export function notTooLarge({ id, stream, revision, type, data, metadata }: Placed): void {
  const canonical = JSON.stringify({ id, stream, revision, type, data, metadata });
  if (Buffer.byteLength(canonical) > MAX_EVENT_BYTES) throw new Refusal('EVENT_TOO_LARGE');
}
