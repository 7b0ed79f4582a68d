import { partsOf, type Part, type SeenKey } from './parts-of-key.js';
import { touched } from './touched.js';

/** `ADDED`: the part was not there before. `REMOVED`: it is not there any more. */
export type How = 'ADDED' | 'REMOVED' | 'CHANGED';

/** What one field was at a moment, and is at a later one. Null: nothing was there, or nothing is. */
export interface Difference extends Omit<Part, 'values'> {
  how: How;
  field: string;
  before: string | null;
  after: string | null;
}

export interface KeyChange<Event> extends Difference {
  /** The last event that made the field what it is; null where the clock did, by a date that has passed. */
  event: Event | null;
  /** Of a part that was added: the event that added it. */
  addedBy: Event | null;
}

/** A key at a moment: undefined before it was created. `at`: the time by which dates are judged, ISO 8601 UTC. */
export interface Moment<Key> {
  key: Key | undefined;
  at: string;
}

interface Timed {
  metadata: { recordedAt: string };
}

/** What two moments of a key have to be compared, with all events after the first that made it what it is at the second. */
export interface Compared<Key extends SeenKey, Event extends Timed> {
  from: Moment<Key>;
  to: Moment<Key>;
  between: readonly Event[];
  /** The key after an event. */
  evolve: (key: Key | undefined, event: Event) => Key;
}

/** What differs between two moments of a key: first what is there at the second, in order of its age, then what is gone. */
export function keyDiff<Key extends SeenKey, Event extends Timed>(
  compared: Compared<Key, Event>,
): readonly KeyChange<Event>[] {
  const { from, to } = compared;
  const found = differences(partsOf(from.key, from.at), partsOf(to.key, to.at));
  if (found.length === 0) return [];
  const { makers, adders } = makersIn(compared);
  return found.map((one) => {
    const maker = makers.get(fieldOf(one));
    const event = maker?.after === one.after ? maker.event : null; // else the clock went on after it
    return { ...one, event, addedBy: one.how === 'ADDED' ? (adders.get(partOf(one)) ?? null) : null };
  });
}

const partOf = ({ kind, id }: Pick<Part, 'kind' | 'id'>) => `${kind} ${id}`;
const fieldOf = (one: Difference) => `${partOf(one)} ${one.field}`;

/** By playing the events once more: for each field the last that changed it, and for each part the one that added it. */
function makersIn<Key extends SeenKey, Event extends Timed>({ from, between, evolve }: Compared<Key, Event>) {
  const makers = new Map<string, { event: Event; after: string | null }>();
  const adders = new Map<string, Event>();
  let before = from.key;
  for (const event of between) {
    const after = evolve(before, event);
    const at = event.metadata.recordedAt; // both sides: so that what the clock did is not said to be the event's work
    const [was, is] = touched(before, after);
    for (const one of differences(partsOf(was, at), partsOf(is, at))) {
      makers.set(fieldOf(one), { event, after: one.after });
      if (one.how === 'ADDED') adders.set(partOf(one), event);
    }
    before = after;
  }
  return { makers, adders };
}

function differences(before: readonly Part[], after: readonly Part[]): Difference[] {
  const [earlier, later] = [before, after].map((parts) => new Map(parts.map((part) => [partOf(part), part])));
  const there = after.flatMap((part) => {
    const was = earlier?.get(partOf(part));
    return compared(was ? 'CHANGED' : 'ADDED', was?.values ?? {}, part, part.values);
  });
  const gone = before.filter((part) => !later?.has(partOf(part)));
  return [...there, ...gone.flatMap((part) => compared('REMOVED', part.values, part, {}))];
}

function compared(how: How, was: Part['values'], { values: _, ...part }: Part, is: Part['values']): Difference[] {
  const fields = Object.keys({ ...was, ...is });
  return fields
    .map((field) => ({ ...part, how, field, before: was[field] ?? null, after: is[field] ?? null }))
    .filter(({ before, after }) => before !== after);
}
