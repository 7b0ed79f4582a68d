import { isPending } from '../two-people/proposals.js';
import type { SeenKey } from './parts-of-key.js';

/**
 * A key before and after an event, without the parts that the event cannot have changed: those are the same objects in both.
 * Else a comparison after each event of a long history would cost the square of it.
 */
export function touched(before: SeenKey | undefined, after: SeenKey): [SeenKey | undefined, SeenKey] {
  if (!before || after.status === 'DELETED') return [before, after];
  return [withoutSame(before, after), withoutSame(after, before)];
}

/** What is open stays, because any event may make it stale. */
function withoutSame(key: SeenKey, other: SeenKey): SeenKey {
  const lastRequests = [key, other].map(({ goLive }) => goLive.requests.at(-1)?.id);
  const isLast = ({ id }: { id: string }) => lastRequests.includes(id);
  return {
    ...key,
    redirectUris: apart(key.redirectUris, other.redirectUris),
    secrets: apart(key.secrets, other.secrets),
    keypairs: apart(key.keypairs, other.keypairs),
    goLive: { ...key.goLive, requests: apart(key.goLive.requests, other.goLive.requests, isLast) },
    proposals: apart(key.proposals, other.proposals, isPending),
  };
}

const never = () => false;

/** The things from the first that differs to the last that does, and those that always stay: an event changes one place of a list. */
function apart<Thing>(mine: readonly Thing[], others: readonly Thing[], stays: (thing: Thing) => boolean = never) {
  const both = Math.min(mine.length, others.length);
  let [start, end] = [0, 0];
  while (start < both && mine[start] === others[start]) start += 1;
  while (end < both - start && mine.at(-1 - end) === others.at(-1 - end)) end += 1;
  const changed = mine.slice(start, mine.length - end);
  if (stays === never) return changed;
  return mine.filter((thing, index) => (index >= start && index < mine.length - end) || stays(thing));
}
