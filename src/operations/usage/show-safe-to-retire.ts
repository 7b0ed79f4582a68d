import { StoreUnavailable } from '../../app/log/event-store.js';
import { safeToRetire, type SafeToRetire } from '../../domain/usage/safe-to-retire.js';
import type { Asking } from '../asking.js';

type Looking = Pick<Asking, 'usage' | 'retirementLimits' | 'now'>;

/** Whether anybody would miss this credential; null when its use cannot be read now: it hides nothing else. */
export async function showSafeToRetire(
  { usage, retirementLimits: limits, now }: Looking,
  { id, usableSince }: { id: string; usableSince: string },
): Promise<SafeToRetire | null> {
  try {
    const [{ tallies }, presences] = await Promise.all([usage.find([id]), usage.presence()]);
    return safeToRetire({ tallies, presences, usableSince, nowMs: now().getTime(), limits });
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  }
}
