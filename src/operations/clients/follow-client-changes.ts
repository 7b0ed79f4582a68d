import { recallCredentials } from '../../../projections/credentials/find.js';
import { credentials } from '../../../projections/credentials/index.js';
import { keyHistory } from '../../../projections/key-history/index.js';
import type { HistoryEntry } from '../../../projections/key-history/fold.js';
import type { Position } from '../../app/log/event-store.js';
import type { Environment } from '../../domain/values/environment.js';
import type { Asking } from '../asking.js';
import { shownIn } from '../history/follow-growth.js';
import { followHistory } from '../history/follow-history.js';
import { readyAfter } from '../history/ready-after.js';
import { changedBy, environmentOf, type ClientChange } from './client-change.js';

export interface ChangesQuestion {
  environment: Environment;
  /** The position of the last change that the caller has; without it, what has happened until now is not told. */
  after?: Position | undefined;
}

export interface ClientChanges {
  /** Everything after this position is told. */
  start: Position;
  changes: AsyncIterableIterator<ClientChange>;
}

/**
 * What authorization servers would see otherwise than before in this environment, in log order, none left out and none twice. A change
 * is told once this server answers by it. Ends as `followHistory` does. Throws `ViewsBehind` while the views lack something.
 */
export async function followClientChanges(
  asking: Asking,
  { environment, after }: ChangesQuestion,
): Promise<ClientChanges> {
  const seenIn = [credentials.name];
  await readyAfter(asking, [keyHistory.name, credentials.name], after);
  const start = after ?? shownIn(asking.projector, [keyHistory.name, ...seenIn]) ?? (await asking.origin());
  const entries = followHistory(asking, { start, seenIn });
  const isTold = (entry: HistoryEntry) =>
    changedBy[entry.type].length > 0 && concerns(asking, entry).includes(environment);
  const changes: AsyncIterableIterator<ClientChange> = {
    [Symbol.asyncIterator]: () => changes,
    async next() {
      for (;;) {
        const next: IteratorResult<HistoryEntry, unknown> = await entries.next();
        if (next.done) return { done: true, value: undefined };
        if (isTold(next.value)) return { value: changeIn(next.value) };
      }
    },
    async return() {
      await entries.return?.();
      return { done: true, value: undefined };
    },
  };
  return { start, changes };
}

const changeIn = ({ position, integratorKeyId: clientId, type }: HistoryEntry): ClientChange => ({
  ...{ position, clientId, what: changedBy[type] },
});

/** The environments in which an event is told: its own, or every one that the client has. */
function concerns({ views, caller }: Asking, entry: HistoryEntry): readonly string[] {
  const environment = environmentOf(entry);
  if (environment != null) return [environment];
  return recallCredentials(views, caller.reach, entry.integratorKeyId)?.environments ?? [];
}
