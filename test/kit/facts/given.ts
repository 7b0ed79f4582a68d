import { expect } from '@jest/globals';
import type { KeyEvent } from '../../../src/domain/key/facts.js';
import { evolve, noKey, type ExistingKey, type Key } from '../../../src/domain/key/key.js';
import { Refusal, Refusals } from '../../../src/domain/refusal/refusal.js';
import type { RefusalCode } from '../../../src/domain/refusal/codes.js';

type Told = [code: RefusalCode, field: string[]];

/** The key that these facts make, frozen to the last: a verb or a fold that changes what it is given throws. */
export const keyOf = (...facts: readonly KeyEvent[]) => frozen(facts.reduce<Key>(evolve, noKey));

/** `given(...facts).when(verb, command).then(...facts)`, or `.refused(code, field)`. */
export const given = (...facts: readonly KeyEvent[]) => ({
  when<Command extends unknown[]>(
    verb: (key: ExistingKey, ...command: Command) => KeyEvent[],
    ...command: Command
  ): Decided {
    const key = keyOf(...facts) as ExistingKey; // creating takes a key that is none, and says so in its own type
    return decided(() => verb(key, ...frozen(command)), key);
  },
});

interface Decided {
  /** Exactly these facts, and they fold. */
  then(...expected: KeyEvent[]): void;
  refused(code: RefusalCode, field: string[]): void;
  /** Several at once, in this order. */
  refusedAll(...expected: Told[]): void;
}

const decided = (decide: () => KeyEvent[], key: Key): Decided => ({
  then(...expected) {
    const events = decide();
    expect(events).toEqual(expected);
    events.reduce<Key>(evolve, key);
  },
  refused: (code, field) => expect(toldBy(decide)).toEqual([[code, field]]),
  refusedAll: (...expected) => expect(toldBy(decide)).toEqual(expected),
});

/** What the caller is told when it is refused. Throws unless it is. */
export function toldBy(decide: () => unknown): Told[] {
  try {
    decide();
  } catch (error) {
    if (error instanceof Refusal) return [[error.code, [...error.field]]];
    if (error instanceof Refusals) return error.all.map(({ code, field }) => [code, [...field]]);
    throw error;
  }
  throw new Error('nothing was refused');
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}
