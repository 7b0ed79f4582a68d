import { setImmediate } from 'node:timers/promises';

/** Some milliseconds of reading or folding events. */
const SLICE = 500;

/** Does a short piece of work with each item, in order; the event loop turns between slices, so that a long stream holds up nobody. */
export async function eachInSlices<Item>(items: readonly Item[], work: (item: Item) => void): Promise<void> {
  for (let from = 0; from < items.length; from += SLICE) {
    if (from > 0) await setImmediate();
    items.slice(from, from + SLICE).forEach((item) => work(item));
  }
}

/** What the work makes of each. */
export async function mapInSlices<Item, Made>(items: readonly Item[], work: (item: Item) => Made): Promise<Made[]> {
  const made: Made[] = [];
  await eachInSlices(items, (item) => made.push(work(item)));
  return made;
}
