import { Refusal, Refusals, type FieldPath } from '../refusal.js';
import type { KeyEvent } from './events.js';
import { evolve, type ExistingKey } from './key.js';

export interface Step {
  decide: (key: ExistingKey) => KeyEvent[];
  /** Where in the whole input the field is that this step refuses. */
  fieldOf: (field: FieldPath) => FieldPath;
}

/** Several decisions as one: each sees what those before it did. All refusals are told together, and then nothing happens. */
export function inSequence(key: ExistingKey, steps: readonly Step[]): KeyEvent[] {
  const events: KeyEvent[] = [];
  const refused: Refusal[] = [];
  for (const { decide, fieldOf } of steps) {
    try {
      const decided = decide(key);
      key = decided.reduce(evolve, key) as ExistingKey;
      events.push(...decided);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push(new Refusal(error.code, fieldOf(error.field)));
    }
  }
  if (refused.length) throw new Refusals(refused);
  return events;
}
