import type { Expected } from './decide.js';
import type { Outcome, Proposed } from './recorded.js';
import { MAXIMUM_APPEND_SIZE, type AppendRefusal } from './refusals.js';
import { slowly, type World } from './world.js';

export interface Append {
  stream: string;
  expected: Expected;
  events: Proposed[];
}
/** Nothing at all is an answer that never comes. */
export type Appended = Outcome | { refused: AppendRefusal } | undefined;

const denials = ['not-ready', 'access-denied', 'unauthenticated'] as const;
export const tooBig = ({ events }: Append): boolean =>
  events.reduce((size, { data }) => size + data.length, 0) > MAXIMUM_APPEND_SIZE;

/** A call that appends come on, after one another: what is reset before one of them is reset before all that follow. */
export interface Sequence {
  isCut: boolean;
}

/** One append with whatever goes wrong with it. */
export async function append(world: World, asked: Append, sequence: Sequence = { isCut: false }): Promise<Appended> {
  const { log, cut } = world;
  const faults = world.faults.draw('append');
  await slowly(world);
  if (faults.has('stall') || sequence.isCut) return undefined;
  const refused = denials.find((denial) => faults.has(denial));
  if (refused) return { refused };
  if (faults.has('time-out-unwritten')) return { refused: 'time-out' };
  if (faults.has('wrong-expected-version')) return { conflict: log.eventsOf(asked.stream).length - 1 };
  if (faults.has('cut-before')) {
    sequence.isCut = true;
    cut();
    return undefined;
  }
  const run = () => log.append(asked.stream, asked.expected, asked.events);
  const outcome = run();
  if (faults.has('repeat')) setImmediate(run);
  if (faults.has('cut-after')) cut();
  if (faults.has('cut-after') || faults.has('lose-reply')) return undefined;
  return faults.has('time-out') ? { refused: 'time-out' } : outcome;
}
