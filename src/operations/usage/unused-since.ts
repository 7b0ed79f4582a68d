import type { Unused } from '../../../projections/key-details/unused.js';
import { roundDown } from '../../domain/usage/round-down.js';
import type { Asking } from '../asking.js';

/**
 * Which keys were not used since then, as far as that is known. A last use is known to a quarter of an hour: one in the
 * quarter that then lies in counts as later. Rejects with `StoreUnavailable` when it cannot be read now.
 */
export async function unusedSince({ usage }: Pick<Asking, 'usage'>, since: Date): Promise<Unused> {
  const { observedSince, clientIds } = await usage.usedSince(roundDown(since.getTime()));
  const then = since.toISOString();
  const isKnown = observedSince !== null && observedSince <= then;
  return { createdBefore: isKnown ? then : NEVER, usedIds: clientIds };
}

/** Before every time. */
const NEVER = '';
