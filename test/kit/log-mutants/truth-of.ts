import { isOfAudit } from '../../../src/app/log/decode.js';
import { LogDamaged, type EventStore, type StoredEvent } from '../../../src/app/log/event-store.js';
import { entryOf } from '../../../src/app/proof/entry.js';
import { ACCOUNT, accountOf } from './forged-bundle.js';
import type { HonestLog } from './honest-log.js';

/** What is so, by comparing all entries. */
export function truthOf(log: HonestLog, events: readonly StoredEvent[] | null) {
  if (!events) return { isCovered: true, isChanged: true, isTrueAsFarAsItGoes: false, hasEvents: false };
  const entries = events.map(entryOf);
  const covered = log.entries.slice(0, log.covered);
  return {
    isCovered: covered.some((entry, at) => entries[at] !== entry),
    isChanged: log.entries.some((entry, at) => entries[at] !== entry),
    hasEvents: events.slice(0, log.covered).some((event) => accountOf(event) === ACCOUNT),
    isTrueAsFarAsItGoes: isBeginning(log, events),
  };
}

/** Has each stream of the account no event but those that it had, from its first one on, in their order? */
function isBeginning({ entries, covered }: HonestLog, now: readonly StoredEvent[]): boolean {
  const [known, unsigned] = [new Set(entries.slice(0, covered)), new Set(entries.slice(covered))];
  const next = new Map<string, number>();
  return now
    .filter((event) => accountOf(event) === ACCOUNT && !unsigned.has(entryOf(event)))
    .every((event) => {
      const revision = next.get(event.stream) ?? 0;
      next.set(event.stream, revision + 1);
      return event.revision === revision && known.has(entryOf(event));
    });
}

/** All events of the tree; null where the log cannot be read. */
export async function leavesOf(store: EventStore): Promise<StoredEvent[] | null> {
  const leaves: StoredEvent[] = [];
  try {
    for await (const events of store.readAll()) leaves.push(...events.filter((event) => !isOfAudit(event)));
    return leaves;
  } catch (error) {
    if (error instanceof LogDamaged) return null;
    throw error;
  }
}
