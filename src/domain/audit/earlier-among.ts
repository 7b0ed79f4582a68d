import { aboutOf } from './about.js';
import type { Earlier, ToldEvent } from './told.js';

type Numbered = ToldEvent & { revision: number };

/** Finds what was before an event among all events of its stream, which are oldest first. Sorts them once, when first asked. */
export function earlierAmong(all: () => readonly Numbered[]): (event: { revision: number }) => Earlier {
  let byPart: Map<string, Numbered[]> | undefined;
  const about = (part: string): readonly Numbered[] => (byPart ??= sorted(all())).get(part) ?? [];
  return ({ revision }) => {
    const isEarlier = (event: Numbered) => event.revision < revision;
    return { last: (part) => about(part).findLast(isEarlier), first: (part) => about(part).find(isEarlier) };
  };
}

function sorted(events: readonly Numbered[]): Map<string, Numbered[]> {
  const byPart = new Map<string, Numbered[]>();
  for (const event of events) {
    const found = byPart.get(aboutOf(event));
    if (found) found.push(event);
    else byPart.set(aboutOf(event), [event]);
  }
  return byPart;
}
