import { Refusal, Refusals, refusalsIn, together, type FieldPath } from '../refusal/refusal.js';
import type { KeyEvent } from '../key/facts.js';
import { evolve, type ExistingKey } from '../key/key.js';

export interface SavePart {
  decide: (key: ExistingKey) => KeyEvent[];
  /** From the path of a field that `decide` refuses to the path of that field in the whole input. */
  fieldOf: (field: FieldPath) => FieldPath;
}

/** Decides the parts in order, each on the state that the earlier parts have made. Throws the refusals of all parts at once. */
export function decideInOrder(key: ExistingKey, parts: readonly SavePart[]): KeyEvent[] {
  let state = key;
  const checks = parts.map(({ decide, fieldOf }) => () => {
    const decided = atField(() => decide(state), fieldOf);
    state = decided.reduce(evolve, state) as ExistingKey;
    return decided;
  });
  return together(...checks).flat();
}

/** Runs `decide`; its refusals name fields by their paths in the whole input. */
function atField(decide: () => KeyEvent[], fieldOf: SavePart['fieldOf']): KeyEvent[] {
  try {
    return decide();
  } catch (error) {
    const refused = refusalsIn(error);
    if (!refused) throw error;
    throw new Refusals(refused.map((refusal) => new Refusal(refusal.code, fieldOf(refusal.field), refusal)));
  }
}
