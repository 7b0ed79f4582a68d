import type { Position } from '../../app/log/event-store.js';
import { PositionBeyondLog } from '../../app/log/same-log.js';
import { ViewsBehind } from '../../app/views/read-your-writes.js';
import type { Asking } from '../asking.js';

type Waiting = Pick<Asking, 'reads' | 'head'>;

/**
 * Resolves when each of these views shows everything up to a position, from which somebody goes on. Throws `ForeignPosition` for that of
 * another log, and `ViewsBehind`.
 */
export async function readyAfter(
  { reads, head }: Waiting,
  views: readonly string[],
  after: Position | undefined,
): Promise<void> {
  for (const view of views) await reads.ready(view, after).catch((error: unknown) => refuseBeyond(head, after, error));
}

/**
 * A position beyond the end of the log is of events that are gone with a restored backup: waiting for it would skip as many new ones.
 */
async function refuseBeyond(head: Waiting['head'], after: Position | undefined, error: unknown): Promise<never> {
  throw error instanceof ViewsBehind && after !== undefined && after > (await head()) ? new PositionBeyondLog() : error;
}
