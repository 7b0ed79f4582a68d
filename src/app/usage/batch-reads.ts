import type { Tally } from '../../domain/usage/tally.js';
import type { Presence } from '../../domain/usage/presence.js';
import type { FoundUsage, UsageStore } from './usage-store.js';

/**
 * Everything that is asked for before the event loop turns is one question to the store: for a page of keys, the use of
 * them and of all of their credentials, and once who has recorded it.
 */
export function batchedReads({ find, presence }: Reads): Reads {
  let asked = new Set<string>();
  let answer: Promise<Indexed> | undefined;
  let present: Promise<readonly Presence[]> | undefined;

  async function readAll(): Promise<Indexed> {
    await new Promise((resolve) => setImmediate(resolve));
    const ids = asked;
    asked = new Set();
    answer = undefined;
    return indexed(await find([...ids]));
  }

  async function readPresence(): Promise<readonly Presence[]> {
    await new Promise((resolve) => setImmediate(resolve));
    present = undefined;
    return presence();
  }

  return {
    async find(subjectIds) {
      for (const id of subjectIds) asked.add(id);
      const { observedSince, bySubject } = await (answer ??= readAll());
      return { observedSince, tallies: subjectIds.flatMap((id) => bySubject.get(id) ?? []) };
    },
    presence: () => (present ??= readPresence()),
  };
}

type Reads = Pick<UsageStore, 'find' | 'presence'>;

interface Indexed {
  observedSince: string | null;
  bySubject: ReadonlyMap<string, readonly Tally[]>;
}

function indexed({ observedSince, tallies }: FoundUsage): Indexed {
  const bySubject = new Map<string, Tally[]>();
  for (const tally of tallies) {
    const known = bySubject.get(tally.subjectId);
    if (known) known.push(tally);
    else bySubject.set(tally.subjectId, [tally]);
  }
  return { observedSince, bySubject };
}
