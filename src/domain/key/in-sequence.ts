import { Refusal, Refusals, refusalsIn, together, type FieldPath } from '../refusal/refusal.js';
import type { KeyEvent } from './facts.js';
import { evolve, type ExistingKey } from './key.js';

export interface Step {
  decide: (key: ExistingKey) => KeyEvent[];
  /** Where in the whole input the field is that this step refuses. */
  fieldOf: (field: FieldPath) => FieldPath;
}

/** Several decisions as one: each sees what those before it did. All refusals are told together, and then nothing happens. */
export function inSequence(key: ExistingKey, steps: readonly Step[]): KeyEvent[] {
  const taken = steps.map(({ decide, fieldOf }) => () => {
    const decided = placed(() => decide(key), fieldOf);
    key = decided.reduce(evolve, key) as ExistingKey;
    return decided;
  });
  return together(...taken).flat();
}

/** What is refused, told with its place in the whole input. */
function placed(decide: () => KeyEvent[], fieldOf: Step['fieldOf']): KeyEvent[] {
  try {
    return decide();
  } catch (error) {
    const refused = refusalsIn(error);
    if (!refused) throw error;
    throw new Refusals(refused.map(({ code, field }) => new Refusal(code, fieldOf(field))));
  }
}
