import { StoreUnavailable } from '../../app/log/event-store.js';
import { sumUp, type UseSummary } from '../../domain/usage/sum-up.js';
import type { Asking } from '../asking.js';

export interface ShownUsage extends UseSummary {
  observedSince: string | null;
}

/** The use of one credential, or of all that belongs to a key; null when it cannot be read now: it hides nothing else. */
export async function showUsage(
  { usage, now }: Pick<Asking, 'usage' | 'now'>,
  subjectIds: readonly string[],
): Promise<ShownUsage | null> {
  try {
    const { observedSince, tallies } = await usage.find(subjectIds);
    return { ...sumUp(tallies, now().getTime()), observedSince };
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
}
