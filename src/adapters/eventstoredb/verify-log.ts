import { LogDamaged, type SeenEvent } from '../../app/log/event-store.js';
import type { Connection } from './client/connection.js';
import { checkLogId } from './log-id.js';
import type { Names } from './names.js';
import type { Positions } from './positions.js';
import { isHeldAt } from './reading/read-events.js';
import type { Read } from './reading/retrying-reads.js';

export interface KnownLog {
  connection: Pick<Connection, 'cuts'>;
  read: Read;
  names: Names;
  logId: string;
  positions: Positions;
}

/**
 * Tells whether the server still holds the log that this process knows. It may have been emptied, replaced, or put back to an
 * older copy whenever the connection was cut, whatever its length is by now; so the newest known event is compared by its id.
 */
export function logVerifier({ connection, read, names, logId, positions }: KnownLog) {
  const damaged = new AbortController();
  let damage: LogDamaged | undefined;
  let newest: SeenEvent | undefined;
  let verifiedAtCut = 0;
  let verifying: Promise<void> | undefined;

  /** Rejects with `LogDamaged` unless the server has this log, and the event where it was. */
  async function compare(event: SeenEvent | undefined): Promise<void> {
    await checkLogId(read, names, logId);
    if (event && !(await isHeldAt(read, positions.allPositionOf(event.position), event.id)))
      throw new LogDamaged('The event store has lost events that this server has seen: an older copy was put back.');
  }

  async function compareNewest(): Promise<void> {
    const cut = connection.cuts();
    await compare(newest);
    verifiedAtCut = cut;
  }

  function refuse(error: unknown): never {
    if (error instanceof LogDamaged) {
      damage ??= error;
      damaged.abort();
    }
    throw error;
  }

  const verifier = {
    /** Aborted once the log is known to be damaged. */
    damaged: damaged.signal,
    /** Nothing may be read from or written to the log until this has resolved. Rejects with `LogDamaged`, for good, or `StoreUnavailable`. */
    async verify(): Promise<void> {
      if (damage) throw damage;
      // again, where another cut has come while it was compared: that may have been the one that matters
      while (connection.cuts() !== verifiedAtCut)
        await (verifying ??= compareNewest()
          .catch(refuse)
          .finally(() => (verifying = undefined)));
    },
    /** The log holds this event now. */
    saw({ id, position }: SeenEvent): void {
      if (newest === undefined || position > newest.position) newest = { id, position };
    },
    /** The log held this event once, and has to hold it now. */
    async require(event: SeenEvent): Promise<void> {
      positions.allPositionOf(event.position); // throws for another log's
      verifier.saw(event);
      await compare(event).catch(refuse);
    },
    newest: () => newest,
  };
  return verifier;
}

export type LogVerifier = ReturnType<typeof logVerifier>;
