import { Refusal, Refusals, refusalsIn, together, type FieldPath } from '../refusal/refusal.js';
import type { KeyEvent } from './facts.js';
import { evolve, type ExistingKey } from './key.js';

export interface SavePart {
  decide: (key: ExistingKey) => KeyEvent[];
  /** Path, from the root of the input, of a field that `decide` refuses. */
  fieldOf: (field: FieldPath) => FieldPath;
}

/** Decides the parts in order, each on the key as the earlier parts leave it. Throws the refusals of all parts together. */
export function inSequence(key: ExistingKey, parts: readonly SavePart[]): KeyEvent[] {
  const checks = parts.map(({ decide, fieldOf }) => () => {
    const decided = atField(() => decide(key), fieldOf);
    key = decided.reduce(evolve, key) as ExistingKey;
    return decided;
  });
  return together(...checks).flat();
}

/** Runs `decide`; a refusal names its field by the path from the root of the input. */
function atField(decide: () => KeyEvent[], fieldOf: SavePart['fieldOf']): KeyEvent[] {
  try {
    return decide();
  } catch (error) {
    const refused = refusalsIn(error);
    if (!refused) throw error;
    throw new Refusals(refused.map(({ code, field }) => new Refusal(code, fieldOf(field))));
  }
}
